from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from programmes.data.loading import load
from programmes.lists import facts
from programmes.models import Perspective, WorkProgramme


class Command(BaseCommand):
    help = "Load the known history of the work programmes into the register."

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder",
            type=Path,
            default=settings.ORGANISATION.history,
            help="Where the files are; that of the organisation if not given.",
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when the register has records."
        )

    def handle(self, *, folder, if_empty, **options):
        if folder is None:
            self.stdout.write(_("This inspectorate has no files of its history."))
            return
        if if_empty and (Perspective.objects.exists() or WorkProgramme.objects.exists()):
            self.stdout.write(_("The register is not empty; nothing was loaded."))
            return
        try:
            report = load(folder)
        except ValidationError as error:
            raise CommandError("\n".join([_("Nothing was loaded:"), *error.messages])) from None
        # The first visitor would wait for it.
        facts.refresh()
        for (noun, outcome), count in report.counts.items():
            self.stdout.write(f"{count:5} {noun}: {outcome}")
        for record, field, register, file in report.kept:
            self.stdout.write(
                _("Kept: %(record)s, %(field)s: register %(register)s, file %(file)s")
                % {"record": record, "field": field, "register": register, "file": file}
            )
