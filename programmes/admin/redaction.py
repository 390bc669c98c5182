"""The texts that were taken out of the history; an administrator takes one out here."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from programmes.admin.pages import PagesMixin, require
from programmes.admin.verb_forms import text_field
from programmes.intake.letters.searching import search
from programmes.models import Redaction
from programmes.workflow.redacting import places, redact
from programmes.workflow.stored_files import stored_files, unread_files


class RedactForm(forms.Form):
    """Finds a text and files first; then takes the text out of `chosen` places, and deletes files.

    Both need a reason.
    """

    text = forms.CharField(
        label=_("Text"),
        min_length=3,
        help_text=_(
            "Exactly as it is written, such as a name, or a part of the name of a file. It is not "
            "kept anywhere."
        ),
    )
    in_files = forms.BooleanField(
        label=_("Search in the files too"),
        help_text=_(
            "In the text of each PDF and Word document; that can take minutes. What the register "
            "read from letters and spreadsheets is always searched."
        ),
        required=False,
    )
    reason = text_field(
        _("Reason"), _("Why this must not be kept. Do not repeat the text."), required=False
    )

    def clean(self):
        cleaned = super().clean()
        self.places, self.files, self.unread = [], [], []
        if "text" in cleaned:
            self.find(cleaned["text"])
        if self.is_final and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _("Give the reason."))
        if self.is_final and not self.chosen and not self.chosen_files:
            self.add_error(None, _("Choose at least one record or file."))
        return cleaned

    def find(self, text):
        """Find the places and files of a text; the page repeats what was found in files."""
        found, self.unread = self.data.getlist("found"), self.data.getlist("unread")
        if self.cleaned_data.get("in_files") and not self.is_final:
            found, self.unread = search(text, unread_files())
        self.places = places(text)
        self.files = stored_files(text, self.places, [*found, *self.unread])

    @property
    def is_final(self):
        """Whether places were chosen, from the list that the page shows once it found them."""
        return "seen" in self.data

    @property
    def chosen(self):
        values = self.data.getlist("place")
        return [place for place in self.places if place.value in values]

    @property
    def chosen_files(self):
        names = self.data.getlist("file")
        return [each for each in self.files if each.name in names]

    def act(self, user):
        text, reason = self.cleaned_data["text"], self.cleaned_data["reason"]
        return redact(text, self.chosen, reason, user, self.chosen_files)


@admin.register(Redaction)
class RedactionAdmin(PagesMixin, admin.ModelAdmin):
    """Only administrators; nobody changes or deletes a row."""

    list_display = ("at", "by", "records", "rows", "files", "reason")
    list_display_links = None
    list_select_related = ("by",)
    date_hierarchy = "at"
    actions = None
    add_title = _("Take a text out of the history")

    def add_view(self, request, form_url="", extra_context=None):
        """Find a text in the history of all records, and take it out of the chosen ones."""
        require(self.has_add_permission(request))
        form = RedactForm(request.POST or None)
        if form.is_valid() and form.is_final and self.carry_out(form, request.user):
            self.message_user(request, _("Taken out. The list says what."), messages.SUCCESS)
            return redirect(self.address("changelist"))
        return self.page(request, "admin/redaction.html", self.add_title, form=form)

    def carry_out(self, form, user):
        """Take the text out; return whether that succeeded."""
        try:
            form.act(user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        return True

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return False

    has_add_permission = has_module_permission = has_view_permission
    has_delete_permission = has_change_permission
