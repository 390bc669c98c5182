"""The version that serves visitors goes on while the next one changes its database."""

import pytest
from django.db import connection

from tests.database import other_transaction
from tests.factories import EventFactory
from tests.processes import database_url, process
from tests.upgrading import make_version, release, visitors

MIGRATION = """
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

class Migration(migrations.Migration):
    atomic = False
    dependencies = [("programmes", "%s")]
    operations = [
        migrations.AddField("activity", "urgency", models.TextField(null=True)),
        AddIndexConcurrently("activity", models.Index(fields=["urgency"], name="urgency")),
    ]
"""


@pytest.fixture
def next_version(transactional_db, tmp_path):
    """The folder of a version with a column and an index more."""
    make_version(tmp_path, MIGRATION)
    yield tmp_path
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE programmes_activity DROP COLUMN IF EXISTS urgency")
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_next'")


def test_visitors_see_no_error_while_a_release_waits_for_a_table_and_changes_it(next_version):
    EventFactory()
    addresses = ["/activiteiten/", "/activiteiten.csv", "/zoeken/", "/api/v1/activiteiten"]
    with process() as port, visitors(port, addresses) as counts, other_transaction() as report:
        report.execute("SELECT count(*) FROM programmes_activity")
        said = release(next_version, database_url(), end=lambda: report.execute("ROLLBACK"))
    waited = "De database is in gebruik; opnieuw proberen…"
    assert said == [
        "De database bijwerken…",
        *[waited] * (said.count(waited) or 1),
        "De statische bestanden verzamelen…",
        "Deze versie is klaar voor gebruik.",
    ]
    assert counts.keys() == {200}
