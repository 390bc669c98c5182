"""The next version of this software, which changes the database under visitors."""

import os
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count

from inspectie.environment import BASE_DIR
from programmes import migrations

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


def make_version(folder, migration):
    """Write the settings and the migrations of a version to a folder.

    Args:
        migration: the text of its last migration, with %s for the name of the one before.
    """
    (folder / "next_settings.py").write_text(SETTINGS)
    package = folder / "next_migrations"
    package.mkdir()
    (package / "__init__.py").write_text(f"__path__ = {[*migrations.__path__, str(package)]}")
    last = max(path.stem for path in BASE_DIR.glob("programmes/migrations/0*.py"))
    (package / "9999_next.py").write_text(migration % last)


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


def release(folder, database_url, end=lambda: None):
    """Run `release` of the version in a folder; return the lines that it printed.

    When it says that the database is in use, `end` is called.
    """
    environment = {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "next_settings"}
    environment["PYTHONPATH"] = f"{folder}{os.pathsep}{BASE_DIR}"
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
