from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from inspectie.backup import making
from inspectie.backup.streams import ProgramError


class Command(BaseCommand):
    help = "Make a backup of the database and the documents, and delete old ones."

    def handle(self, **options):
        total = making.expected_size()
        with tqdm(
            total=total, delay=2, disable=None, unit="B", unit_scale=True, leave=False
        ) as bar:
            try:
                backup = making.make(bar.update)
            except BlockingIOError:
                raise CommandError(_("Another process is making a backup already.")) from None
            except (ProgramError, OSError) as error:
                raise CommandError(_("The backup failed: %(why)s") % {"why": error}) from error
        self.stdout.write(str(backup.path))
