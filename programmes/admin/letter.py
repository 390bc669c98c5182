from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from programmes.admin.record import SEARCH, PartTable, PublishedAdmin, StateFilter
from programmes.admin.record_form import NumberedForm
from programmes.models import Letter, Signature
from programmes.models.letter import with_documents
from programmes.workflow.worklist import admin_address


class SignatureInline(PartTable):
    model, form = Signature, NumberedForm
    fields = ("position", "capacity", "office", "signatory")
    empty_rows = 3


class LetterList(ChangeList):
    def get_queryset(self, *args, **kwargs):
        return with_documents(super().get_queryset(*args, **kwargs))


@admin.register(Letter)
class LetterAdmin(PublishedAdmin):
    inlines = [SignatureInline]
    list_display = ("called", "state_badge", "date", "reference", "kamerstuk")
    list_filter = (StateFilter, "date")
    date_hierarchy = "date"
    search_fields = ("subject", "reference", "kamerstuk_number", "kamerstuk_dossier", "slug")
    readonly_fields = ("state_badge", "offers", "file_sha256")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "state_badge",
                    "subject",
                    "reference",
                    ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number"),
                    "offers",
                    "date",
                    "place",
                    "recipient",
                    "attachment_count",
                ]
            },
        ),
        (_("The letter itself"), {"fields": ["file", "file_sha256", "url", "text", "summary"]}),
        (_("For readers"), {"fields": ["slug", "sources", "note", *SEARCH]}),
    ]

    def get_changelist(self, request, **kwargs):
        return LetterList

    def save_model(self, request, obj, form, change):
        """Make the address follow a corrected reference, and say so."""
        before = obj.slug
        if change:
            obj.readdress()
        super().save_model(request, obj, form, change)
        if change and obj.slug != before and "slug" not in form.changed_data:
            told = _("The address follows the reference: %(address)s.")
            if obj.has_been_public:
                told = _("The address follows the reference: %(address)s. The old one redirects.")
            self.message_user(request, told % {"address": obj.get_absolute_url()})

    @admin.display(description=_("offers"))
    def offers(self, letter):
        """Return links to the documents that the letter offers, drafts too."""
        found = letter.offered() if letter.pk else []
        links = [(admin_address(each), each, each.noun, each.state.label) for each in found]
        return format_html_join(", ", '<a href="{}">{}</a> ({}, {})', links) or "–"

    @admin.display(description=_("subject"), ordering="subject")
    def called(self, letter):
        return letter.name
