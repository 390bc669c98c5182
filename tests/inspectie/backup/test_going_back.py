"""Going back to a moment, by the commands of the how-to as they stand."""

import os
import re
import subprocess
import time

import psycopg
import pytest
from django.conf import settings

from inspectie import embedded
from tests import programs

HOW_TO = settings.BASE_DIR / "docs" / "how-to" / "back-up-and-restore.md"
# Debian's program, for a cluster that lies elsewhere.
PG_CTLCLUSTER = '#!/bin/sh\nexec pg_ctl "$3" --wait --log "$ARCHIVE/log" -o "$OPTIONS"\n'


class Cluster:
    """A PostgreSQL with data of its own, and the environment of who administers it."""

    def __init__(self, folder):
        self.options = f"-p 5432 -k '{folder}' -c listen_addresses=''"
        self.where = f"host={folder} user=postgres dbname=postgres"
        (folder / "pg_ctlcluster").write_text(PG_CTLCLUSTER)
        (folder / "pg_ctlcluster").chmod(0o755)
        self.environment = os.environ | {
            "PATH": f"{folder}:{embedded.programs()}:{os.environ['PATH']}",
            "PGHOST": str(folder),
            "PGUSER": "postgres",
            "PGDATA": str(folder / "data"),
            "ARCHIVE": str(folder / "archive"),
            "OPTIONS": self.options,
        }

    def run(self, commands, **environment):
        subprocess.run(
            ["bash", "-ec", commands], env=self.environment | environment, check=True, cwd="/",
            stdout=subprocess.DEVNULL, **programs.as_owner(),
        )  # fmt: skip

    def ask(self, sql):
        with psycopg.connect(self.where, autocommit=True) as connected:
            cursor = connected.execute(sql)
            return cursor.fetchall() if cursor.description else None


@pytest.fixture
def cluster():
    with programs.folder() as folder:
        made = Cluster(folder)
        made.run('initdb -U postgres -A trust; mkdir "$ARCHIVE"; pg_ctlcluster 15 main start')
        yield made
        made.run("pg_ctlcluster 15 main stop")


def blocks():
    """Return the commands of the how-to, one text a block, but those that set a variable."""
    section = HOW_TO.read_text().partition("## Go back to a moment")[2].partition("\n## ")[0]
    found = re.findall(r"```sh\n(.*?)```", section, re.S)
    return [each for each in found if "export " not in each]


def test_the_row_before_the_moment_is_there_and_the_one_after_is_gone(cluster):
    archive, base, back, forget = blocks()
    cluster.run(archive)
    cluster.run(base)
    cluster.run(base)
    cluster.ask("CREATE TABLE kept (what text)")
    cluster.ask("INSERT INTO kept VALUES ('before')")
    ((moment,),) = cluster.ask("SELECT clock_timestamp()::text")
    cluster.ask("INSERT INTO kept VALUES ('after')")
    cluster.run(back, MOMENT=moment)
    late = time.monotonic() + 30
    while cluster.ask("SELECT pg_is_in_recovery()") == [(True,)]:
        assert time.monotonic() < late
        time.sleep(0.1)
    assert cluster.ask("SELECT what FROM kept") == [("before",)]
    cluster.run(forget)
    cluster.ask("INSERT INTO kept VALUES ('again')")
