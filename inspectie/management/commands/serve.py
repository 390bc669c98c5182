from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from inspectie import server


class Command(BaseCommand):
    help = _("Prepare the database and serve the site on this machine.")
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help=_("The port, from 1 to 65535."))

    def handle(self, *, port, **options):
        server.run(port, say=self.stdout.write)
