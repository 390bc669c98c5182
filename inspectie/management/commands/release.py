import time
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected, LockNotAvailable

# An arbitrary key of an advisory lock.
LOCK = 20261129
# How long a migration waits for the lock of a table: visitors wait behind it. Shorter than
# `deadlock_timeout`, which is a second.
LOCK_TIMEOUT = "500ms"
# How often a migration that did not get its lock is tried, and the seconds in between.
ATTEMPTS, PAUSE = 60, 2
BUSY = (LockNotAvailable, DeadlockDetected)


class Command(BaseCommand):
    help = (
        "Prepare database and files for this version of the software, before it is served. "
        "A second one that is started meanwhile waits for the first."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-history", action="store_true", help="Do not load the work programmes so far."
        )

    def handle(self, *, without_history, **options):
        leave_pooler()
        with alone():
            self.stdout.write(_("Updating the database…"))
            self.migrate()
            if not without_history:
                call_command("load_history", stdout=self.stdout)
            self.stdout.write(_("Collecting the static files…"))
            call_command("collectstatic", interactive=False, verbosity=0)
            # The proxy shows it when the server is not there.
            (settings.VAR_DIR / "away.html").write_text(render_to_string("503.html"))
        self.stdout.write(_("This version is ready to be served."))

    def migrate(self):
        """Apply the migrations; try again those that did not get the lock of a table in time.

        Raises:
            OperationalError: when one got none in `ATTEMPTS` times.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with lock_timeout():
                    call_command("migrate", interactive=False, verbosity=0)
                return
            except OperationalError as error:
                if not isinstance(error.__cause__, BUSY) or attempt == ATTEMPTS:
                    raise
            self.stdout.write(_("The database is in use; trying again…"))
            time.sleep(PAUSE)


def leave_pooler():
    """Connect to the database server itself: behind a pooler there is no session to set up."""
    if connection.settings_dict is not settings.DATABASE_SERVER:
        connection.close()
        connection.close_pool()
        connection.settings_dict.update(settings.DATABASE_SERVER)


@contextmanager
def lock_timeout():
    """Limit the time that statements of this session wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


@contextmanager
def alone():
    """Hold an advisory lock, on a connection of its own: a migration may close the other one."""
    holding = connection.copy()
    with holding.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            # Closing gives the connection back to its pool, where the session goes on.
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
            holding.close()
