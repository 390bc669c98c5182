"""The words of terms, of ministries and of what was read are in the index of the search."""

from django.db import migrations

from programmes.search import sql


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0043_address_was_public"),
    ]

    operations = [
        # In reverse it stays: the texts of this version call it until the old file is run.
        migrations.RunSQL(sql.read("along"), migrations.RunSQL.noop),
        sql.replace("texts"),
        migrations.RunSQL(sql.read("triggers_of_terms"), migrations.RunSQL.noop),
        migrations.RunSQL(
            """
            SELECT programmes_search_refresh('werkprogrammas', array_agg(id)) FROM programmes_workprogramme;
            SELECT programmes_search_refresh('activiteiten', array_agg(id)) FROM programmes_activity;
            """,
            migrations.RunSQL.noop,
        ),
    ]
