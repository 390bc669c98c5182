"""The form of a record: a note to readers for a public change, conflicts, refusals."""

from contextlib import nullcontext

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.admin.namesakes import name_field, namesakes
from programmes.models import Goal
from programmes.models.public_change import LONGEST_NOTE
from programmes.models.text import TextLinesField
from programmes.workflow.context import history_context

NOTE_FIELDS = ["change_note", "change_is_typo"]


def owner(record):
    """Return the record whose state counts for this one: of a goal its perspective, or None."""
    return getattr(record, "perspective", None) if isinstance(record, Goal) else record


def needs_note(record):
    """Return whether a change of this record, which may be None, has to be explained to readers."""
    return getattr(owner(record), "has_been_public", False)


class RecordForm(forms.ModelForm):
    """Refuses a change of what is public without a note, and input that was merged just now.

    `RecordAdmin.get_form` sets the attributes, and removes the fields where no note is asked for.

    Attributes:
        refusal: why the database just refused the same input, or "".
        conflict: the `Conflict` that the user has to see before this is stored, or None.
        namesakes: after validation, (record, address) of other records with the same name.
        same_name: that name, whose confirmation is asked.
    """

    refusal = ""
    conflict = None
    namesakes = ()
    same_name = ""

    change_note = TextLinesField(
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
        if self.lacks_note(cleaned):
            self.add_error("change_note", gettext("Tell readers why this changes."))
        if self.refusal:
            self.add_error(None, self.refusal)
        if self.conflict:
            self.add_error(None, self.conflict.message)
        self.check_name()
        return cleaned

    def check_name(self):
        """Ask for a confirmation when another record has the same name."""
        self.namesakes, name = namesakes(self), name_field(self)
        if not self.namesakes:
            return
        self.same_name = self.cleaned_data[name]
        if not self.is_other:
            self.add_error(name, gettext("There is one with this name already. See above."))

    @property
    def is_other(self):
        """Whether the user confirmed that this is another record than its namesakes."""
        return self.data.get("same_name") == self.same_name

    def lacks_note(self, cleaned):
        if "change_note" not in self.fields or cleaned.get("change_note"):
            return False
        # A goal may move to a public perspective.
        frame = cleaned.get("perspective") if isinstance(self.instance, Goal) else None
        return needs_note(self.instance) or needs_note(frame)

    def explained(self):
        """Return the context manager that adds the note to what is saved within it."""
        note, is_typo = (self.cleaned_data.get(name) for name in NOTE_FIELDS)
        return history_context(note=note, typo=is_typo) if note else nullcontext()


class NumberedForm(forms.ModelForm):
    """A row with a position, which is empty while it has nothing else."""

    def has_changed(self):
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed - {"position"})
