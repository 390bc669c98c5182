"""Commands that are killed with the power, or started twice at once."""

import json
import time
from dataclasses import replace

from django.conf import settings

from inspectie.backup import folder
from programmes.opendata.snapshot import CURRENT, FACTS
from tests.faults.table import Outcome, fault

MIGRATIONS = settings.BASE_DIR / "programmes" / "migrations"


def cut_during(site, *command, seconds, whole, begun=""):
    """Start a command, cut the power after some seconds, serve again, and count what is broken.

    Args:
        begun: the text of a line that the command writes before these seconds begin.
        whole: a function of the site that returns the number of broken things.
    """
    before = rows(site)
    running = site.command(*command)
    while begun and begun not in running.stdout.readline():
        assert running.poll() is None, command
    time.sleep(seconds)
    was_busy = running.poll() is None
    site.cut_power()
    began = time.monotonic()
    site.start()
    away = time.monotonic() - began
    lost = max(before - rows(site), 0) + whole(site)
    seen = "midden in het werk" if was_busy else "het werk was al klaar"
    return Outcome(away, lost, f"{seen}; terug na een start van alles", not lost)


def rows(site):
    with site.connect() as database:
        return database.execute("SELECT count(*) FROM programmes_activity").fetchone()[0]


def broken_backups(site):
    """Return how many backups look whole and are not."""
    return sum(is_broken(each) for each in folder.backups(site.folder / "var" / "backups"))


def is_broken(backup):
    try:
        backup.check()
    except folder.BrokenError:
        return True
    return False


def broken_snapshot(site):
    """Return how many files the current snapshot lacks."""
    current = (site.folder / "var" / "open-data" / CURRENT).resolve()
    if not current.exists():
        return 0
    facts = json.loads((current / FACTS).read_text())["files"]
    return sum((current / name).stat().st_size != each["size"] for name, each in facts.items())


@fault("stroom weg tijdens een back-up")
def cut_in_backup(site):
    return cut_during(site, "backup", seconds=3, whole=broken_backups)


@fault("stroom weg tijdens het maken van de bestanden")
def cut_in_snapshot(site):
    return cut_during(site, "make_snapshot", seconds=3, whole=broken_snapshot)


ROWS = 3000
STORE = f"""
from programmes.intake.sheets import storing
from tests.intake.sheets.files import bring_in, may_change, upload
sheet = bring_in(upload("titel\\n" + "".join(f"Nieuw {{n}}\\n" for n in range({ROWS}))))
print("Begonnen", flush=True)
storing.store(sheet, may_change)
"""


@fault("stroom weg tijdens het opslaan van een spreadsheet")
def cut_in_import(site):
    """A spreadsheet is stored as a whole, or not."""
    before = rows(site)
    command = ("shell", "--no-imports", "-c", STORE)
    outcome = cut_during(site, *command, seconds=1, whole=lambda _site: 0, begun="Begonnen")
    added = rows(site) - before
    return replace(outcome, lost=added % ROWS, is_right=added in (0, ROWS))


@fault("stroom weg tijdens een migratie")
def cut_in_migration(site):
    """Undo migrations, and cut the power while they are applied again; the start applies them."""
    last = applied(site)[-1]
    site.command("migrate", "programmes", applied(site)[-2]).wait()
    outcome = cut_during(site, "migrate", seconds=2, whole=lambda _site: 0)
    assert applied(site)[-1] == last
    return outcome


def applied(site):
    """Return the names of the applied migrations, without those that another replaces."""
    with site.connect() as database:
        found = database.execute(
            "SELECT name FROM django_migrations WHERE app = 'programmes' ORDER BY name"
        )
        return [name for (name,) in found if (MIGRATIONS / f"{name}.py").exists()]


@fault("nieuwe code op het oude schema")
def new_code(site):
    """Undo the last migration under a running server: 503 until it is applied."""
    before = applied(site)[-2]
    site.command("migrate", "programmes", before).wait()
    paths = ("/readyz", "/activiteiten/?q=oud", "/api/v1/activiteiten", "/beheer/inloggen/")
    during = [site.ask(path)[0] for path in paths]
    began = time.monotonic()
    site.command("migrate").wait()
    away = site.wait() + time.monotonic() - began
    is_right = during[0] == 503 and {*during} <= {200, 503}
    return Outcome(away, 0, f"/readyz, lijst, API, inloggen: {during}; na migrate 200", is_right)


TWICE = ("backup", "make_snapshot", "send_notices", "read_documents", "refresh_facts", "release")


@fault("alles twee keer tegelijk")
def twice(site):
    """Start each command twice, and a second server on the port."""
    ended = {}
    for name in TWICE:
        pair = [site.command(name) for _each in range(2)]
        said = [each.communicate(timeout=300)[0] for each in pair]
        ended[name] = sorted(each.returncode for each in pair)
        assert not any("Traceback" in each for each in said), said
    second = site.command("serve", "--port", site.port)
    said = second.communicate(timeout=60)[0]
    seen = f"{ended}; tweede server op de poort: {second.returncode}"
    is_right = second.returncode == 1 and all(codes in ([0, 0], [0, 1]) for codes in ended.values())
    return Outcome(site.wait(), broken_backups(site) + broken_snapshot(site), seen, is_right)
