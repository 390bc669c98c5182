"""Public reads from a real streaming replica, which is delayed, stopped and promoted."""

import re
import threading
import time
from contextlib import closing, contextmanager
from itertools import count

import httpx
import pghistory
import pytest
from django.db import connection

from programmes.models import Activity
from tests import factories, replica
from tests.inspectie.monitoring.metrics import address, samples
from tests.processes import process

PAGE = "/activiteiten/wachtlijsten/"
PUBLIC = (PAGE, "/activiteiten/", "/zoeken/?q=wachtlijsten", "/activiteiten.csv",
          "/activiteiten.atom", "/api/v1/activiteiten")  # fmt: skip
SIGNED_IN = {"Cookie": "sessionid=abcdefghijklmnopqrstuvwxyz012345"}
TITLE = re.compile(r"Titel (\d+)\.")
number = count(1)


class Site:
    """A server process with a replica, and its metrics at an address."""

    def __init__(self, port, replica, metrics):
        self.address, self.replica = f"http://127.0.0.1:{port}", replica
        self.metrics = metrics

    def lag(self):
        """Return the seconds that the replica is behind, as Prometheus reads them."""
        return samples(self.metrics)["inspectie_replica_lag_seconds",]

    def get(self, path, **headers):
        answer = httpx.get(self.address + path, headers=headers, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.text

    def waits_to_show(self, text):
        """Wait until the page has a text: a process looks at the register every second."""
        late = time.monotonic() + 20
        while text not in httpx.get(self.address + PAGE, timeout=30).text:
            assert time.monotonic() < late
            time.sleep(0.1)

    def reads_from_replica(self, **headers):
        """Return whether the replica is asked for a record that a visitor asks for."""
        slug = f"onbekend-{next(number)}"
        answer = httpx.get(f"{self.address}/activiteiten/{slug}/", headers=headers, timeout=30)
        assert answer.status_code == 404
        return self.replica.was_asked_for(slug)

    def waits_for(self, wanted):
        """Wait until it reads from the replica, or not."""
        late = time.monotonic() + 20
        while self.reads_from_replica() != wanted:
            assert time.monotonic() < late
            time.sleep(0.1)


@pytest.fixture
def site(transactional_db, tmp_path):
    metrics = address(tmp_path)
    with (
        replica.running() as found,
        process(DATABASE_REPLICAS=found.url, **metrics) as port,
    ):
        yield Site(port, found, metrics["METRICS_ADDRESS"])


def rename(title):
    with pghistory.context(note="De titel klopte niet."):
        Activity.objects.update(title=title)


def test_a_replica_is_read_from_while_it_has_what_is_public(site):
    factories.ActivityFactory(title="Wachtlijsten", slug="wachtlijsten")
    site.waits_to_show("Wachtlijsten")
    site.waits_for(True)
    for path in PUBLIC:
        assert "Wachtlijsten" in site.get(path)
    assert not site.reads_from_replica(**SIGNED_IN)

    site.replica.run("SELECT pg_wal_replay_pause()")
    rename("Later")
    site.waits_to_show("Later")
    assert not site.reads_from_replica()
    site.replica.run("SELECT pg_wal_replay_resume()")
    site.waits_for(True)

    site.replica.stop()
    for _again in range(10):
        assert not site.reads_from_replica()
        site.get(PAGE)
    site.replica.start()
    site.waits_for(True)

    site.replica.run("SELECT pg_promote()")
    site.waits_for(False)
    rename("Later nog")
    site.waits_to_show("Later nog")
    counted = "SELECT coalesce(sum(asked), 0) FROM fair_use"
    before = site.replica.run(counted)
    site.get("/api/v1/activiteiten")
    assert site.replica.run(counted) == before

    # Further in its log than the primary, on a timeline of its own.
    site.replica.run("CREATE TABLE further AS SELECT generate_series(1, 100000)")
    site.replica.follow_nobody()
    site.replica.wait_until_asked("programmes_writecounter")
    for _again in range(10):
        assert not site.reads_from_replica()


def test_the_metrics_tell_how_far_a_replica_is_behind(site):
    site.waits_for(True)
    site.replica.run("SELECT pg_wal_replay_pause()")
    factories.ActivityFactory()
    late = time.monotonic() + 60
    while not (behind := site.lag()):
        assert time.monotonic() < late
    assert site.lag() > behind
    site.replica.run("SELECT pg_wal_replay_resume()")
    site.waits_for(True)
    while site.lag():
        assert time.monotonic() < late
    site.replica.stop()
    while site.lag() < 2:
        assert time.monotonic() < late


def test_a_replica_that_follows_closely_is_read_from_while_changes_follow_each_other(site):
    factories.ActivityFactory(title="Titel 0.", slug="wachtlijsten")
    site.waits_to_show("Titel 0.")
    site.waits_for(True)
    site.replica.delay("200ms")
    with writing() as committed:
        reads, late = 0, time.monotonic() + 120
        while reads < 10:
            began = time.monotonic()
            assert began < late
            shown = int(TITLE.search(site.get(PAGE))[1])
            assert shown >= max((n for n, at in [*committed] if at < began - 1), default=0)
            reads += site.reads_from_replica()

        site.replica.delay("3s")
        site.waits_for(False)
        # What it has becomes newer all the time, seconds after the primary.
        behind, late = [0], time.monotonic() + 120
        while max(behind) < 2 or behind == sorted(behind):
            assert time.monotonic() < late
            behind.append(site.lag())


@contextmanager
def writing():
    """Change a title many times a second in the `with` block.

    Yield a growing list of (number in the title, moment of its commit).
    """
    committed, stopped = [], threading.Event()

    def write():
        with closing(connection):
            while not stopped.wait(0.02):
                rename(f"Titel {len(committed) + 1}.")
                committed.append((len(committed) + 1, time.monotonic()))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield committed
    finally:
        stopped.set()
        writer.join()
