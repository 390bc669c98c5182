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
# No connection, a page, or our page that says when to come back.
SEEN = {0, 200, 503}


def under_load(site, cause, seconds=6):
    """Cause a fault under load, wait, and return the outcome."""
    with Visitors(site) as visitors:
        moment = time.monotonic()
        cause()
        site.wait(seconds=60)
        time.sleep(seconds)
    away, statuses, slowest = visitors.seen_after(moment)
    lost = visitors.lost()
    is_right = not lost and away < BACK and set(statuses) <= SEEN and slowest < ANSWERS
    return Outcome(away, lost, in_words(statuses, slowest), is_right)


def in_words(statuses, slowest):
    counted = (f"{count} x {status or 'geen antwoord'}" for status, count in statuses.items())
    return f"{', '.join(counted)}; traagste {slowest:.1f} s"


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


@fault("database 10 seconden weg")
def database_away(site):
    return while_away(site, 10)


@fault("database 72 seconden weg")
def database_long_away(site):
    return while_away(site, 72)


def while_away(site, seconds):
    """Stop the database for so many seconds; the seconds away begin when it may start again."""
    style = next((site.var / "static").rglob("site.*.css")).relative_to(site.var)
    with Visitors(site) as visitors:
        moment = time.monotonic()
        # Under this lock the launcher does not start it again.
        with embedded.exclusive_lock():
            embedded.pg("pg_ctl", "stop", "-D", embedded.DATA, "-m", "immediate", "-w")
            time.sleep(seconds)
            _status, headers, _seconds = site.get("/")
            static = site.ask(f"/{style}")
        back = time.monotonic()
        site.wait()
        time.sleep(6)
    away, _statuses, _slowest = visitors.seen_after(back)
    _away, statuses, slowest = visitors.seen_after(moment, back)
    is_marked = "Warning" in headers
    seen = (
        f"{in_words(statuses, slowest)}; bewaarde pagina {'' if is_marked else 'niet '}gemarkeerd; "
        f"stijlblad {static[0]} na {static[1]:.2f} s"
    )
    is_right = away < BACK and set(statuses) == {200, 503} and slowest < ANSWERS
    return Outcome(away, visitors.lost(), seen, is_right and is_marked and static[0] == 200)


READ_ONLY = "default_transaction_read_only"
END_SESSIONS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@fault("database alleen te lezen")
def read_only(site):
    with site.connect() as database:
        database.execute(f"ALTER DATABASE {database.info.dbname} SET {READ_ONLY} = on")
        database.execute(END_SESSIONS)
    time.sleep(1)
    paths = ("/", "/activiteiten/?q=lezen", "/activiteiten.csv", "/api/v1/activiteiten")
    statuses = [site.ask(path)[0] for path in paths]
    with site.connect() as database:
        database.execute(f"SET {READ_ONLY} = off")
        database.execute(f"ALTER DATABASE {database.info.dbname} RESET {READ_ONLY}")
        database.execute(END_SESSIONS)
    return Outcome(site.wait(), 0, f"tijdens: {statuses}", statuses == [200] * 4)


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
    is_right = away < BACK and set(statuses) == {200, 503} and slowest < ANSWERS
    return Outcome(away, visitors.lost(), in_words(statuses, slowest), is_right)


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
def clock_ahead(_site):
    return with_clock("+1h")


@fault("klok een uur achter")
def clock_behind(_site):
    return with_clock("-1h")


def with_clock(difference):
    """Serve with a clock that is wrong, by faketime."""
    with running_site(before=["faketime", "-f", difference]) as site:
        statuses = [site.ask(path)[0] for path in ("/", "/activiteiten/", "/api/v1/activiteiten")]
    return Outcome(None, 0, f"{statuses}", statuses == [200] * 3)
