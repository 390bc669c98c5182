from pathlib import Path

import pyrage
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from inspectie.backup import remote, restoring, streams
from inspectie.backup.folder import Backup, BrokenError

FAILURES = (
    BrokenError,
    restoring.RefusedError,
    streams.ProgramError,
    pyrage.DecryptError,
    pyrage.IdentityError,
    OSError,
)


class Command(BaseCommand):
    help = "Put a backup back in the database and the folder of documents, and check the result."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="The folder of the backup, or its name.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Also put it back over a register in the database, which is then lost.",
        )
        parser.add_argument(
            "--identity", type=Path, help="The file with the secret key of an encrypted backup."
        )

    def handle(self, *, folder, replace, identity, **options):
        try:
            backup = Backup.read(place(folder))
            known = streams.identities(identity) if identity else []
            total = sum(each["size"] for each in backup.manifest["files"].values())
            with tqdm(total=total, delay=2, disable=None, unit="B", unit_scale=True) as bar:
                restoring.restore(backup, replace=replace, known=known, report=bar.update)
        except FAILURES as error:
            raise CommandError(_("Not put back: %(why)s") % {"why": error}) from error
        tables = len(backup.manifest["proof"]["tables"])
        text = _("The register of %(moment)s is back; all %(count)s tables are as they were.")
        self.stdout.write(text % {"moment": backup.made_at, "count": tables})


def place(folder):
    """Return the path of a backup, of which the path or the name in BACKUP_ROOT is given."""
    named = Path(settings.BACKUP_ROOT) / folder
    if folder.exists() or len(folder.parts) > 1:
        return folder
    return (
        remote.fetch(folder.name, named.parent)
        if remote.is_used() and not named.exists()
        else named
    )
