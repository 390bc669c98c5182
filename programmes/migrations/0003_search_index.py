"""The functions and triggers of the database that keep the index of the search."""

from django.db import migrations

from programmes.search import sql


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_register")]

    operations = [
        # The files are read as they are now: a function may read a column that a later migration adds.
        migrations.RunSQL("SET LOCAL check_function_bodies = off", migrations.RunSQL.noop),
        sql.create("years"),
        sql.create("kind"),
        sql.create("day"),
        sql.create("texts"),
        sql.create("source"),
        sql.create("learn"),
        sql.create("refresh"),
        sql.create("rebuild"),
        sql.create("follow"),
        sql.create("follow_all"),
        sql.create("follow_changes"),
        sql.create("follow_parent"),
        # On the way back triggers are dropped with the functions that they call.
        migrations.RunSQL(sql.read("triggers"), migrations.RunSQL.noop),
        # After a way back there is an index already, which followed no change since.
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
