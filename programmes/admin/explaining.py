"""A change of what is public: the form asks why, and passes the answer on to the history."""

import pghistory
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.models import Goal
from programmes.models.public_change import LONGEST_NOTE

FIELDS = ["change_note", "change_is_typo"]


def owner(record):
    """Return the record whose state counts for this one: of a goal its perspective, or None."""
    return getattr(record, "perspective", None) if isinstance(record, Goal) else record


def needs_note(record):
    """Return whether readers have to be told why this record changes."""
    return record is not None and getattr(owner(record), "has_been_public", False)


class ExplainedForm(forms.ModelForm):
    """A form that asks why something public changes."""

    change_note = forms.CharField(
        label=_("Why this changes"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("Short and in plain words. Readers see it with what changed."),
    )
    change_is_typo = forms.BooleanField(
        label=_("I only mend a typing error"),
        required=False,
        help_text=_("Readers see typing errors apart from other changes."),
    )

    def clean(self):
        cleaned = super().clean()
        record = self.instance
        frame = cleaned.get("perspective") or record
        public = needs_note(record) or (owner(record) is not record and needs_note(frame))
        if public and not cleaned.get("change_note"):
            self.add_error("change_note", gettext("Tell readers why this changes."))
        return cleaned


class ExplainedMixin:
    """Adds the question to the screens of records that are public, or become so at once."""

    def asks_why(self, request, obj):
        return needs_note(obj) and self.has_change_permission(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        if self.asks_why(request, obj):
            kwargs["form"] = type("Form", (ExplainedForm, self.form), {})
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not self.asks_why(request, obj):
            return fieldsets
        others = [
            (
                name,
                {**options, "fields": [each for each in options["fields"] if each not in FIELDS]},
            )
            for name, options in fieldsets
        ]
        return [*others, (_("Note with this change"), {"fields": FIELDS})]

    def save_model(self, request, obj, form, change):
        if note := form.cleaned_data.get("change_note"):
            pghistory.context(note=note, typo=form.cleaned_data["change_is_typo"])
        super().save_model(request, obj, form, change)
