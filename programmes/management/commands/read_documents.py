from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from programmes.intake.documents.reading import read_documents
from programmes.management.commands.send_notices import until_stopped


class Command(BaseCommand):
    help = (
        "Read the PDFs that were not read yet, so that the search finds their text. For a timer, "
        "every few minutes."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=float, help="Go on, and look again after this number of seconds."
        )

    def handle(self, *, every, **options):
        with until_stopped() as stopped:
            self.read(stopped)
            while every and not stopped.wait(every):
                try:
                    self.read(stopped)
                except OperationalError as error:
                    # A database that is away comes back.
                    self.stderr.write(str(error))
                    connection.close()

    def read(self, stopped):
        """Read documents until an Event is set, and write what was read."""
        for record, pages in read_documents():
            self.stdout.write(
                _("%(document)s: pages with text: %(number)s.")
                % {"document": record, "number": pages}
            )
            if stopped.is_set():
                return
