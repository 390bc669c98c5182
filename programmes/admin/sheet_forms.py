"""The forms of the screens for spreadsheets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.admin.held import HeldForm
from programmes.models.public_change import LONGEST_NOTE
from programmes.models.text import TextLinesField


class SheetForm(forms.Form):
    """Chooses a spreadsheet.

    Args:
        kinds: the (value, label) pairs of what the user may bring in.
    """

    kind = forms.ChoiceField(label=_("What is in it"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
        help_text=_("CSV, Excel (xlsx) or ODS, of at most 20 MB and 50,000 rows."),
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds


class NoteForm(HeldForm):
    """Requires a note for readers when what is public changes."""

    note = TextLinesField(
        label=_("Note for readers"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Why this changes. Readers see it with the changes."),
    )

    def __init__(self, *args, is_public, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_public:
            del self.fields["note"]
