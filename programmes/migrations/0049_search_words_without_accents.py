"""An index on the words of the search without accents, to divide compounds."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("programmes", "0048_order_of_facts"),
    ]

    operations = [
        AddIndexConcurrently(
            "searchword", models.Index(fields=["plain"], name="searchword_by_plain")
        ),
    ]
