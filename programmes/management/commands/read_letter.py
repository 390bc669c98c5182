import json
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from programmes.intake.letters.answer import ERRORS, as_dictionary, as_rows
from programmes.intake.letters.reading import Reading, read

LONGEST_WORDS = 100


class Command(BaseCommand):
    help = "Read letters and show what they say; nothing is stored."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="One JSON object a line.")

    def handle(self, *, file, **options):
        show = self.show_json if options["json"] else self.show_table
        with ThreadPoolExecutor(cpu_count()) as readers:
            for path, reading in zip(file, readers.map(read_path, file), strict=True):
                show(path, reading)

    def show_json(self, path, reading):
        answer = as_dictionary(str(path), reading)
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def show_table(self, path, reading):
        self.stdout.write(f"\n{path}")
        if reading.error:
            self.stdout.write(f"  {ERRORS[reading.error]}")
            return
        rows = as_rows(reading.letter)
        width = max(len(name) for name, *rest in rows)
        for name, value, page, words in rows:
            self.stdout.write(f"  {name:{width}}  {value or '-'}")
            if page:
                where = _("page %(page)s: “%(words)s”") % {
                    "page": page,
                    "words": Truncator(words).chars(LONGEST_WORDS),
                }
                self.stdout.write(f"  {'':{width}}    {where}")


def read_path(path):
    """Return the `Reading` of a file; one that cannot be opened counts as corrupt."""
    try:
        with path.open("rb") as file:
            return read(file)
    except OSError:
        return Reading(error="corrupt")
