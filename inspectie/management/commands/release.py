from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

# An arbitrary key of an advisory lock.
LOCK = 20261129


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
        with alone():
            self.stdout.write(_("Updating the database…"))
            call_command("migrate", interactive=False, verbosity=0)
            if not without_history:
                call_command("load_history", stdout=self.stdout)
            self.stdout.write(_("Collecting the static files…"))
            call_command("collectstatic", interactive=False, verbosity=0)
            # The proxy shows it when the server is not there.
            (settings.VAR_DIR / "away.html").write_text(render_to_string("503.html"))
        self.stdout.write(_("This version is ready to be served."))


@contextmanager
def alone():
    """Hold an advisory lock, on a connection of its own: a migration may close the other one."""
    holding = connection.copy()
    try:
        with holding.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield
    finally:
        holding.close()
