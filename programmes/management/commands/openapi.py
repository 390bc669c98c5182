from pathlib import Path

from django.core.management import BaseCommand

from programmes.api.schema import as_text


class Command(BaseCommand):
    help = "Write the OpenAPI document to docs/reference/openapi.json."

    def handle(self, **options):
        path = Path("docs/reference/openapi.json")
        path.write_text(as_text(), encoding="utf-8")
        self.stdout.write(path.name)
