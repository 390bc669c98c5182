"""A streaming replica of the test database, with a log of its statements."""

import time
from contextlib import contextmanager

import psycopg
from django.db import connection

from inspectie import embedded
from tests import programs


class Replica:
    """A replica of the embedded PostgreSQL.

    Attributes:
        url: as in DATABASE_REPLICAS.
    """

    def __init__(self, folder):
        self.folder, self.port = folder, programs.free_port()
        known = connection.settings_dict
        self.url = f"postgres://{known['USER']}@127.0.0.1:{self.port}/{known['NAME']}"
        embedded.pg("pg_basebackup", *embedded.address(), "--pgdata", folder / "data",
                    "--checkpoint=fast", "--write-recovery-conf", "--no-sync")  # fmt: skip

    def start(self):
        options = f"-p {self.port} -k '{self.folder}' -c listen_addresses=127.0.0.1"
        embedded.pg("pg_ctl", "start", "--wait", "--pgdata", self.folder / "data",
                    "--log", self.log, "-o", f"{options} -c log_statement=all -c fsync=off",
                    )  # fmt: skip

    def stop(self):
        embedded.pg("pg_ctl", "stop", "--wait", "--pgdata", self.folder / "data",
                    "--mode=immediate", check=False)  # fmt: skip

    def run(self, sql):
        """Run a query; return its first row, if it has any."""
        with psycopg.connect(self.url, autocommit=True) as connected:
            cursor = connected.execute(sql)
            return cursor.fetchone() if cursor.description else None

    def delay(self, time):
        """Let it replay each commit so much later, such as "3s"."""
        self.run(f"ALTER SYSTEM SET recovery_min_apply_delay = '{time}'")
        self.run("SELECT pg_reload_conf()")

    def follow_nobody(self):
        """Let it be a replica again after it was promoted, on a timeline of its own."""
        self.stop()
        (self.folder / "data" / "standby.signal").touch()
        self.start()

    @property
    def log(self):
        return self.folder / "log"

    def was_asked_for(self, text):
        """Return whether a text occurs in a statement that it ran."""
        return text in self.log.read_text()

    def wait_until_asked(self, text):
        """Return once a text occurs in a statement that it runs from now on."""
        known = self.log.stat().st_size
        late = time.monotonic() + 60
        while text not in self.log.read_text()[known:]:
            assert time.monotonic() < late
            time.sleep(0.1)


@contextmanager
def running():
    """Run a replica during the `with` block, and yield it."""
    with programs.folder() as folder:
        replica = Replica(folder)
        replica.start()
        try:
            yield replica
        finally:
            replica.stop()
