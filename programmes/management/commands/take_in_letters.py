from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand
from tqdm import tqdm

from programmes.intake.letters.batch import UNREADABLE, WAITING, take_in


class Command(BaseCommand):
    help = "Take in letters as drafts; what leaves a question waits in the administration."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="+", type=Path)

    def handle(self, *, file, **options):
        outcomes = [(path, take_in(path)) for path in tqdm(file, unit="brief", leave=False)]
        for path, outcome in outcomes:
            if outcome.state in (WAITING, UNREADABLE):
                self.stdout.write(f"{path}: {outcome.state}. {' '.join(outcome.reasons)}")
        for state, count in Counter(outcome.state for _path, outcome in outcomes).items():
            self.stdout.write(f"{count:5} {state}")
