from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from programmes.admin.record import PartTable, PublishedAdmin, StateFilter
from programmes.models import Letter, Signature

EMPTY_ROWS = 3


class SignatureInline(PartTable):
    model = Signature
    fields = ("position", "capacity", "office", "signatory")

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else EMPTY_ROWS


@admin.register(Letter)
class LetterAdmin(PublishedAdmin):
    inlines = [SignatureInline]
    list_display = ("called", "state_badge", "date", "reference", "kamerstuk")
    list_filter = (StateFilter, "date")
    date_hierarchy = "date"
    search_fields = ("subject", "reference", "kamerstuk_number", "kamerstuk_dossier", "slug")
    readonly_fields = ("state_badge", "file_sha256")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "state_badge",
                    "subject",
                    "reference",
                    ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number"),
                    "date",
                    "place",
                    "recipient",
                    "attachment_count",
                ]
            },
        ),
        (_("The letter itself"), {"fields": ["file", "file_sha256", "url", "text", "summary"]}),
        (_("For readers"), {"fields": ["slug", "sources", "note"]}),
    ]

    @admin.display(description=_("subject"), ordering="subject")
    def called(self, letter):
        return letter.name

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Give the empty rows of a new letter a position as initial value."""
        numbered = [{"position": number} for number in range(1, EMPTY_ROWS + 1)]
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        return given if obj.pk else given | {"initial": numbered}
