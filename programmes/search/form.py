"""The search form: words, and filters on kind, year and supervision field."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters import StrictForm, YearField
from programmes.models import SearchEntry, SupervisionField
from programmes.search.terms import MOST_TERMS, terms_of

NO_CHOICE = _("This choice does not exist.")


class SearchForm(StrictForm):
    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    soort = forms.ChoiceField(
        label=_("Kind"),
        choices=SearchEntry.Kind.choices,
        required=False,
        error_messages={"invalid_choice": NO_CHOICE},
    )
    jaar = YearField(label=_("Year"), required=False)
    gebied = forms.ModelChoiceField(
        SupervisionField.objects.none(),
        label=_("Supervision field"),
        to_field_name="slug",
        required=False,
        error_messages={"invalid_choice": NO_CHOICE},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = SupervisionField.objects.published()

    def clean(self):
        cleaned = super().clean()
        if len(terms_of(self.cleaned_data.get("q", ""))) > MOST_TERMS:
            raise ValidationError(_("Use at most %(most)s words.") % {"most": MOST_TERMS})
        return cleaned

    @property
    def chosen(self):
        """The filters of a valid form, as {key: cleaned value}."""
        return {key: value for key, value in self.cleaned_data.items() if key != "q" and value}
