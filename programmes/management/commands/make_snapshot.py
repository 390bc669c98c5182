import os

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from programmes.lists.nouns import ALL
from programmes.opendata import making
from programmes.opendata.snapshot import current


class Command(BaseCommand):
    help = "Make the files with the whole register that /open-data/ offers, from one moment."

    def add_arguments(self, parser):
        parser.add_argument(
            "--site",
            help="The address of the site, as in https://example.nl; it stands in the files. "
            "Default: the first of ALLOWED_HOSTS.",
        )
        parser.add_argument(
            "--if-due",
            action="store_true",
            help="Only when there are none, they are a day old or hold what was withdrawn; at low "
            "priority.",
        )

    def handle(self, *, site, if_due, **options):
        if if_due:
            self.make_if_due(site)
        else:
            self.make_now(site)

    def make_if_due(self, site):
        present = current()
        if present and not present.is_due:
            return
        os.nice(10)
        self.stdout.write(_("Making the files with the whole register…"))
        self.make_now(site)
        self.stdout.write(_("The files with the whole register are ready."))

    def make_now(self, site):
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
