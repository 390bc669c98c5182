"""`make bench only=import`: time and memory of importing spreadsheets, each in its own process.

The baseline is COPY of the same rows into the same tables, with their triggers.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import psycopg
from openpyxl import Workbook
from tqdm import tqdm

from tests.benchmarks.register import PLACES, SUBJECTS

FEW, MANY = 5_000, 50_000
MB = 1024 * 1024
HEADER = ("titel", "werkprogrammas", "gebieden", "doelen", "vorm", "samen_met", "samenvatting")
# The first primary key of the rows of the baseline.
KEYS = 100_000_000


def rows(size, name):
    """Yield rows of new activities, each in a programme, a field and a goal.

    Args:
        name: the name of the file, as part of each title, so that titles differ between files.
    """
    for n in range(size):
        subject, place = SUBJECTS[n % len(SUBJECTS)], PLACES[n % len(PLACES)]
        title = f"Toezicht op {subject} in {place}, {name} rij {n}"
        summary = f"Hoe organisaties in {place} hun taak uitvoeren, met “é” en {n}."
        yield (
            title,
            "2024",
            f"gebied {1 + n % 7}",
            f"doel {1 + n % 4}",
            "thematisch",
            "IGJ",
            summary,
        )


def measure(address, environment):
    """Return rows of (what, value, unit, limit).

    Args:
        address: the URL of a database with a small register, for psycopg.
        environment: a dict with DATABASE_URL for the same database.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = environment | {"MEDIA_ROOT": folder}
        found = {
            (kind, size): imported(Path(folder), kind, size, environment)
            for kind in ("csv", "xlsx")
            for size in tqdm((FEW, MANY), desc=f"spreadsheet, {kind}")
        }
    baseline, many = copied(address), found["csv", MANY]
    steps = ", ".join(f"{step} {many[step]:.0f} s" for step in ("read", "check", "store"))
    print(f"spreadsheet van {MANY} rijen: {steps}; COPY {baseline:.0f} s")
    growth = {
        kind: (found[kind, MANY]["memory"] - found[kind, FEW]["memory"]) / MB
        for kind in ("csv", "xlsx")
    }
    return [
        (
            f"spreadsheet van {MANY} rijen nakijken en verwerken",
            many["check"] + many["store"],
            "s",
            60,
        ),
        ("spreadsheet nakijken, tegen COPY van de rijen", many["check"] / baseline, "x", 5),
        ("spreadsheet verwerken, tegen COPY van de rijen", many["store"] / baseline, "x", 4),
        ("spreadsheet, langste verzoek bij het nakijken", many["slowest"], "s", 10),
        (f"spreadsheet, geheugen van {FEW} naar {MANY} rijen, csv", growth["csv"], "MB", 32),
        (f"spreadsheet, geheugen van {FEW} naar {MANY} rijen, xlsx", growth["xlsx"], "MB", 32),
    ]


def imported(folder, kind, size, environment):
    """Write a file and import it in a new process; return what `run` returns."""
    path = folder / f"{size}.{kind}"
    WRITERS[kind](path, size)
    done = subprocess.run(  # noqa: S603, our own module
        [sys.executable, "-m", "tests.benchmarks.imports", str(path)],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def write_csv(path, size):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows(size, path.name)])


def write_excel(path, size):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADER, *rows(size, path.name)):
        sheet.append(row)
    book.save(path)


WRITERS = {"csv": write_csv, "xlsx": write_excel}


def copied(address):
    """Return the seconds that COPY of the same rows takes, in a transaction that is rolled back."""
    every = list(enumerate(rows(MANY, "COPY"), KEYS))
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
        programme = cursor.execute(
            "SELECT id FROM programmes_workprogramme WHERE slug = '2024'"
        ).fetchone()[0]
        begin = time.perf_counter()
        copy(
            cursor,
            "activity (id, title, slug, form, form_inferred, partners, summary, note,"
            " withdrawal_reason, sources)",
            [
                (n, row[0], f"copy-{n}", row[4], False, ["IGJ"], row[6], "", "", [])
                for n, row in every
            ],
        )
        copy(cursor, "activity_fields (activity_id, supervisionfield_id)", linked(every, 7))
        copy(cursor, "activity_goals (activity_id, goal_id)", linked(every, 4))
        plannings = [(n, programme, "") for n, _row in every]
        copy(cursor, "planning (activity_id, programme_id, planned_for)", plannings)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        seconds = time.perf_counter() - begin
        connection.rollback()
    return seconds


def linked(every, others):
    return [(n, 1 + n % others) for n, _row in every]


def copy(cursor, table, records):
    with cursor.copy(f"COPY programmes_{table} FROM STDIN") as stream:
        for record in records:
            stream.write_row(record)


def run(path):
    """Import a file in this process; return seconds per step, and peak memory in bytes.

    Of an Excel file only reading is measured, as the other steps do not depend on the format.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
    django.setup()
    from django.contrib.auth.models import User
    from django.core.files import File

    from programmes.intake.sheets import storing

    user, _made = User.objects.get_or_create(username="meter")
    begin = time.perf_counter()
    with path.open("rb") as file:
        sheet = storing.receive(File(file), path.name, "activiteiten", user)
    found = {"read": time.perf_counter() - begin}
    if path.suffix == ".csv":
        found |= checked_and_stored(sheet)
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return found | {"memory": sum(usage.ru_maxrss for usage in usages) * 1024}


def checked_and_stored(sheet):
    from programmes.intake.sheets import storing

    moments = [time.perf_counter()]
    while sheet.rows.filter(outcome=storing.Outcome.WAITING).exists():
        storing.check_next(sheet, may_change=lambda record: True)
        moments.append(time.perf_counter())
    if wrong := sheet.rows.filter(outcome=storing.Outcome.WRONG).first():
        raise RuntimeError(wrong.problems)
    storing.store(sheet, may_change=lambda record: True)
    return {
        "check": moments[-1] - moments[0],
        "slowest": max(after - before for before, after in pairwise(moments)),
        "store": time.perf_counter() - moments[-1],
    }


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))))
