"""Index abbreviations that are spelled as a stop word, and words with hyphens as one word."""

from django.db import migrations

from programmes.search import sql


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0029_files_of_proposals"),
    ]

    operations = [
        sql.replace("vector"),
        migrations.RunSQL("SELECT programmes_search_rebuild()", migrations.RunSQL.noop),
    ]
