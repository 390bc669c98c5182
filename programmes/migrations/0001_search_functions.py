"""The SQL functions of the generated column with the text search vector."""

from django.db import migrations

from programmes.search import sql


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        sql.create("clean"),
        sql.create("fold"),
        sql.create("vector"),
        sql.create("near"),
    ]
