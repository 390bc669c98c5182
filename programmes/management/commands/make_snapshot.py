from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from programmes.lists.nouns import ALL
from programmes.opendata import making


class Command(BaseCommand):
    help = "Make the files with the whole register that /open-data/ offers, from one moment."

    def add_arguments(self, parser):
        parser.add_argument(
            "--site",
            help="The address of the site, as in https://example.nl; it stands in the files. "
            "Default: the first of ALLOWED_HOSTS.",
        )

    def handle(self, *, site, **options):
        try:
            snapshot = self.make((site or making.own_site()).rstrip("/"))
        except ImproperlyConfigured as error:
            raise CommandError(error) from None
        except BlockingIOError:
            raise CommandError(_("Another process is making a snapshot already.")) from None
        for file in snapshot.files.values():
            self.stdout.write(f"{file.path}  {file.size} bytes")

    def make(self, site):
        # Each row is written as CSV and as JSON.
        total = 2 * sum(noun.published().count() for noun in ALL)
        with tqdm(total=total, delay=2, disable=None, unit="", leave=False) as bar:
            return making.make(site, bar)
