from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from inspectie.backup import making, remote
from inspectie.backup.folder import backups
from inspectie.backup.streams import ProgramError

# A timer that runs each hour makes one a day.
DUE = timedelta(hours=23, minutes=30)


class Command(BaseCommand):
    help = "Make a backup of the database and the documents, and delete old ones."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-due", action="store_true", help="Only when the last one is of yesterday."
        )

    def handle(self, *, if_due, **options):
        last = next((each.made_at for each in remote.counted(backups())), None) if if_due else None
        if last and timezone.now() - last < DUE:
            return
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
