from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from programmes.models.reference import page


class Command(BaseCommand):
    help = "Write docs/reference/triggers.md from the migrated database."

    def handle(self, **options):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("Run the command migrate first.")
        path = settings.BASE_DIR / "docs" / "reference" / "triggers.md"
        path.write_text(page(), encoding="utf-8")
        self.stdout.write(path.name)
