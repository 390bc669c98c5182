from django.conf import settings
from django.core.management.base import BaseCommand

from programmes.opendata.dictionary import dictionary


class Command(BaseCommand):
    help = "Write docs/reference/data-dictionary.md from the columns."

    def handle(self, **options):
        path = settings.BASE_DIR / "docs" / "reference" / "data-dictionary.md"
        path.write_text(dictionary(), encoding="utf-8")
        self.stdout.write(f"{path.name}")
