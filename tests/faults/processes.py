"""Processes that are killed, frozen or restarted under load."""

import threading
import time
from contextlib import suppress

import psutil

from inspectie import embedded
from tests.faults.site import Visitors, running_site
from tests.faults.table import Outcome, fault

# The longest that visitors wait for an answer, and for the site to be back, in seconds; the first
# with what a busy machine adds.
ANSWERS, BACK = 3, 10


def under_load(site, cause, seconds=6):
    """Cause a fault under load, wait, and return the outcome."""
    with Visitors(site) as visitors:
        moment = time.monotonic()
        cause()
        site.wait(seconds=60)
        time.sleep(seconds)
    away, statuses, slowest = visitors.seen_after(moment)
    lost = visitors.lost()
    seen = ", ".join(
        f"{number} x {status or 'geen verbinding'}" for status, number in statuses.items()
    )
    is_right = not lost and away < BACK and not statuses.get(500) and slowest < ANSWERS
    return Outcome(away, lost, f"{seen}; traagste {slowest:.1f} s", is_right)


def in_words(statuses):
    return ", ".join(f"{count} x {status or 'geen antwoord'}" for status, count in statuses.items())


@fault("kill -9 van één webproces")
def kill_worker(site):
    return under_load(site, lambda: site.workers()[0].kill())


@fault("kill -9 van alle webprocessen")
def kill_workers(site):
    return under_load(site, lambda: [each.kill() for each in site.workers()])


@fault("kill -9 van één databaseproces van een verbinding")
def kill_backend(site):
    def cause():
        backend = next(
            each for each in site.postmaster().children() if "inspectie" in " ".join(each.cmdline())
        )
        backend.kill()

    return under_load(site, cause)


@fault("kill -9 van de database")
def kill_database(site):
    return under_load(site, lambda: site.postmaster().kill())


@fault("database opnieuw gestart onder belasting")
def restart_database(site):
    return under_load(
        site, lambda: embedded.pg("pg_ctl", "restart", "-D", embedded.DATA, "-m", "fast", "-w")
    )


@fault("database bevroren, 8 seconden")
def freeze_database(site):
    """Stop all processes of PostgreSQL with SIGSTOP; the seconds away begin when they go on."""
    with Visitors(site) as visitors:
        moment = time.monotonic()
        frozen = site.database_processes()
        for each in frozen:
            each.suspend()
        time.sleep(8)
        for each in frozen:
            with suppress(psutil.Error):
                each.resume()
        thawed = time.monotonic()
        time.sleep(6)
    away, _statuses, _slowest = visitors.seen_after(thawed)
    _away, statuses, slowest = visitors.seen_after(moment, thawed)
    seen = in_words(statuses)
    is_right = away < BACK and set(statuses) == {200, 503} and slowest < ANSWERS
    return Outcome(away, visitors.lost(), f"{seen}; traagste {slowest:.1f} s", is_right)


@fault("kill -9 van het hoofdproces, zoals systemd opnieuw gestart")
def kill_parent(site):
    def cause():
        site.process.kill()
        site.process.wait()
        # As Restart=always does: the workers of the killed one may still hold the port.
        late = time.monotonic() + 30
        while True:
            site.process = site.command("serve", "--port", site.port)
            threading.Thread(target=site.process.stdout.read, daemon=True).start()
            time.sleep(1)
            if site.process.poll() is None or time.monotonic() > late:
                return

    return under_load(site, cause)


@fault("klok een uur voor")
def clock(site):
    """Serve with a clock that is an hour ahead, by faketime."""
    with running_site(before=["faketime", "-f", "+1h"]) as other:
        statuses = [other.ask(path)[0] for path in ("/", "/activiteiten/", "/api/v1/activiteiten")]
    return Outcome(None, 0, f"{statuses}", statuses == [200] * 3)
