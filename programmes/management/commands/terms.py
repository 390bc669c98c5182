from django.conf import settings
from django.core.management.base import BaseCommand

from programmes.period.reference import page


class Command(BaseCommand):
    help = "Write docs/reference/terms.md from programmes/period/."
    requires_system_checks = ()

    def handle(self, **options):
        path = settings.BASE_DIR / "docs" / "reference" / "terms.md"
        path.write_text(page(), encoding="utf-8")
        self.stdout.write(path.name)
