"""The SQL functions and triggers that keep the search index up to date."""

from django.db import migrations

from programmes.search import sql


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_register")]

    operations = [
        # The present files are run: a function may read a column that a later migration adds.
        migrations.RunSQL("SET LOCAL check_function_bodies = off", migrations.RunSQL.noop),
        sql.create("years"),
        sql.create("kind"),
        sql.create("day"),
        sql.create("numbers"),
        sql.create("kamerstuk"),
        sql.create("letter"),
        sql.create("along"),
        sql.create("texts"),
        sql.create("source"),
        sql.create("learn"),
        sql.create("refresh"),
        sql.create("waited"),
        sql.create("rebuild"),
        sql.create("follow"),
        sql.create("follow_all"),
        sql.create("follow_changes"),
        sql.create("follow_parent"),
        sql.create("pages"),
        sql.create("follow_page"),
        sql.create("follow_document"),
        sql.create("forget_pages"),
        # In reverse, the triggers are dropped with the functions that they call.
        *(
            migrations.RunSQL(sql.read(name), migrations.RunSQL.noop)
            for name in (
                "triggers",
                "triggers_of_expectations",
                "triggers_of_pages",
                "triggers_of_terms",
            )
        ),
        # After a reverse and a new migration, the entries in the index are out of date.
        migrations.RunSQL(
            """
            DO $$ BEGIN
                IF EXISTS (SELECT FROM programmes_searchentry) THEN
                    PERFORM programmes_search_rebuild();
                END IF;
            END $$
            """,
            migrations.RunSQL.noop,
        ),
    ]
