"""The version that serves visitors goes on while the next one changes its database."""

import os
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count

import pytest
from django.conf import settings
from django.db import connection

from programmes import migrations
from tests.database import other_transaction
from tests.factories import EventFactory
from tests.processes import database_url, process

# The settings and migrations of the next version: those of this one, and one migration more.
SETTINGS = """
from pathlib import Path
from inspectie.settings import *
VAR_DIR = Path(__file__).parent
STATIC_ROOT = VAR_DIR / "static"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
}
MIGRATION_MODULES = {"programmes": "next_migrations"}
"""
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
    (tmp_path / "next_settings.py").write_text(SETTINGS)
    folder = tmp_path / "next_migrations"
    folder.mkdir()
    (folder / "__init__.py").write_text(f"__path__ = {[*migrations.__path__, str(folder)]}")
    last = max(path.stem for path in settings.BASE_DIR.glob("programmes/migrations/0*.py"))
    (folder / "9999_urgency.py").write_text(MIGRATION % last)
    yield tmp_path
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE programmes_activity DROP COLUMN IF EXISTS urgency")
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_urgency'")


@contextmanager
def visitors(port, addresses):
    """Ask for addresses again and again during the `with` block; yield the counts of statuses.

    With another query string each time, so that no answer comes from memory.
    """
    counts, stopped, numbers = Counter(), threading.Event(), count()

    def visit():
        asking = HTTPConnection("127.0.0.1", port, timeout=30)
        while not stopped.is_set():
            for address in addresses:
                asking.request("GET", f"{address}?q={next(numbers)}")
                answer = asking.getresponse()
                answer.read()
                counts[answer.status] += 1
        asking.close()

    threads = [threading.Thread(target=visit) for _again in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield counts
    finally:
        stopped.set()
        for thread in threads:
            thread.join()


def test_visitors_see_no_error_while_a_release_waits_for_a_table_and_changes_it(next_version):
    EventFactory()
    addresses = ["/activiteiten/", "/activiteiten.csv", "/zoeken/", "/api/v1/activiteiten"]
    with process() as port, visitors(port, addresses) as counts, other_transaction() as report:
        report.execute("SELECT count(*) FROM programmes_activity")
        said = release(next_version, end=lambda: report.execute("ROLLBACK"))
    waited = "De database is in gebruik; opnieuw proberen…"
    assert said == [
        "De database bijwerken…",
        *[waited] * (said.count(waited) or 1),
        "De statische bestanden verzamelen…",
        "Deze versie is klaar voor gebruik.",
    ]
    assert counts.keys() == {200}


def release(folder, end):
    """Run `release` of the next version; return the lines that it printed.

    When it says that the database is in use, `end` is called.
    """
    environment = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "next_settings"}
    environment["PYTHONPATH"] = f"{folder}{os.pathsep}{settings.BASE_DIR}"
    said = []
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "django", "release", "--without-history"],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        for line in run.stdout:
            said.append(line.strip())
            if "in gebruik" in line:
                end()
    assert run.returncode == 0
    return said
