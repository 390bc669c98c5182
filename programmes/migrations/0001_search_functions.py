"""The functions that turn text into what the search compares: a generated column needs them."""

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
