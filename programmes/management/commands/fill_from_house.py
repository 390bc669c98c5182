from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import localize
from django.utils.translation import gettext as _
from tqdm import tqdm

from programmes.intake.house.filling import Outcome, fill, incomplete
from programmes.intake.house.service import ADDRESS, PAUSE, House


class Command(BaseCommand):
    help = (
        "Ask the House for Kamerstuk numbers and dates that the register lacks. Shows what it "
        "would fill; with --store it does so. What the register has is never replaced."
    )

    def add_arguments(self, parser):
        parser.add_argument("--store", action="store_true", help="Store what is found.")
        parser.add_argument("--letter", help="Only the letter at /brieven/<this>/.")
        parser.add_argument("--service", default=ADDRESS, help="The address of the service.")
        parser.add_argument(
            "--pause", type=float, default=PAUSE, help="Seconds between two questions."
        )

    def handle(self, *, store, letter, service, pause, **options):
        letters = self.chosen(letter)
        counts = Counter()
        with House(service, pause) as house:
            asked = tqdm(letters, delay=2, disable=None, unit="", leave=False)
            for answer in fill(asked, house, store):
                self.show(answer)
                counts[answer.outcome] += 1
        self.summarise(counts, store)
        if counts[Outcome.FAILED]:
            raise CommandError(_("The service did not answer for every letter. Run this again."))

    def chosen(self, slug):
        letters = incomplete()
        if slug is None:
            return list(letters)
        chosen = list(letters.filter(slug=slug))
        if not chosen:
            raise CommandError(_("There is no letter “%s” that lacks something.") % slug)
        return chosen

    def show(self, answer):
        self.stdout.write(f"{answer.letter.slug}: {answer.outcome.value}")
        for record, name, value in answer.values:
            label = record._meta.get_field(name).verbose_name
            self.stdout.write(f"    {record}, {label}: {localize(value) or '-'}")
        for remark in answer.remarks:
            self.stdout.write(f"    {remark}")

    def summarise(self, counts, store):
        for outcome, count in counts.items():
            self.stdout.write(f"{count:5} {outcome.value}")
        if not store and counts[Outcome.FILLED]:
            self.stdout.write(_("Nothing was stored. Run this with --store to do so."))
