from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from programmes.admin.record import SEARCH, PublishedAdmin
from programmes.admin.record_form import RecordForm
from programmes.intake.letters.matching import same_person
from programmes.models import Signatory


class SignatoryForm(RecordForm):
    def clean(self):
        """Ask for the signatory that exists when only the titles differ."""
        cleaned = super().clean()
        name, office = cleaned.get("name", ""), cleaned.get("office", "")
        known = same_person(name, office, besides=self.instance.pk)
        if known and known.name != name:
            message = _("This person with this office is there already, as “%(name)s”.")
            self.add_error("name", message % {"name": known.name})
        return cleaned


@admin.register(Signatory)
class SignatoryAdmin(PublishedAdmin):
    form = SignatoryForm
    list_display = ("name", "state_badge", "office", "in_office_from", "in_office_until")
    search_fields = ("name", "office", "slug")
    fieldsets = [
        (
            None,
            {"fields": ["state_badge", "name", "office", ("in_office_from", "in_office_until")]},
        ),
        (_("For readers"), {"fields": ["slug", "sources", "note", *SEARCH]}),
    ]
