"""An import reindexes each activity once, after all its parts were written."""

from django.db import migrations

from programmes.search import sql


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0044_terms_in_search"),
    ]

    operations = [
        sql.create("waited"),
        sql.replace("follow_all"),
        sql.replace("follow_changes"),
    ]
