"""The release of a next version on a large register, while the present one serves visitors."""

import tempfile
import time
from pathlib import Path

from tests.benchmarks import server
from tests.upgrading import make_version, release, visitors

PATHS = ["/activiteiten/", "/activiteiten/toezicht-7/", "/zoeken/", "/api/v1/activiteiten"]
# As docs/how-to/write-a-migration.md asks: expand, an index that locks nothing, batches.
MIGRATION = """
import pghistory
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

def fill(apps, schema_editor):
    activities = apps.get_model("programmes", "Activity").objects
    last = activities.order_by("pk").last().pk
    for first in range(1, last + 1, 500):
        with pghistory.context(note="Vooraf gevuld."):
            activities.filter(pk__gte=first, pk__lt=first + 500).update(weight=models.F("pk"))

class Migration(migrations.Migration):
    atomic = False
    dependencies = [("programmes", "%s")]
    operations = [
        migrations.AddField("activity", "urgency", models.TextField(db_default="gewoon")),
        migrations.AddField("activity", "weight", models.IntegerField(null=True)),
        AddIndexConcurrently("activity", models.Index(fields=["urgency"], name="urgency")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
"""


def measure(database_url):
    """Return rows of (what, value, unit, limit).

    Args:
        database_url: of a large register, which is changed.
    """
    with tempfile.TemporaryDirectory() as folder, server.running(database_url) as site:
        make_version(Path(folder), MIGRATION)
        with visitors(site.port, PATHS) as answers:
            begin = time.monotonic()
            said = release(folder, database_url)
            took = time.monotonic() - begin
    waits = sum("opnieuw proberen" in line for line in said)
    errors = sum(number for status, number in answers.items() if status != 200)
    print(f"uitgave: {took:.0f} s, {waits} keer opnieuw, antwoorden: {dict(answers)}")
    return [("uitgave onder bezoek, fouten van de versie van nu", errors, "", 0)]
