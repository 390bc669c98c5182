"""Index the numbers of events, and the letters that offer a document or told an expectation."""

from django.db import migrations

from programmes.search import sql


class Migration(migrations.Migration):
    dependencies = [("programmes", "0033_refusal_of_taking_back")]

    operations = [
        sql.replace("numbers"),
        sql.replace("kamerstuk"),
        sql.replace("letter"),
        sql.replace("texts"),
        migrations.RunSQL(sql.read("triggers"), migrations.RunSQL.noop),
        migrations.RunSQL(
            sql.read("triggers_of_expectations"),
            """
            DROP TRIGGER search_follow_insert ON programmes_expectation;
            DROP TRIGGER search_follow_update ON programmes_expectation;
            DROP TRIGGER search_follow_delete ON programmes_expectation;
            """,
        ),
        migrations.RunSQL("SELECT programmes_search_rebuild()", migrations.RunSQL.noop),
    ]
