from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from programmes.lists import facts
from programmes.models import StaleFacts

BATCH = 20_000


class Command(BaseCommand):
    help = (
        "Work out what the register derives of activities, where it is stale. Pages do so for some "
        "thousands at a time; after a large import this saves visitors the wait."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--all",
            action="store_true",
            help="Of all activities: after rows were loaded without triggers.",
        )

    def handle(self, **options):
        if options["all"]:
            StaleFacts.objects.mark_all()
        due = StaleFacts.objects.due().count()
        with tqdm(total=due, delay=2, disable=None, unit="", leave=False) as bar:
            while taken := facts.refresh(BATCH):
                bar.update(taken)
        if StaleFacts.objects.due().exists():
            raise CommandError(_("Another process works out facts now. Try again."))
        self.stdout.write(_("Worked out: %(number)s.") % {"number": due})
