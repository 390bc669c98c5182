"""The search form: words, and filters on kind, year, supervision field and what changed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters import DayField, QueryField, StrictForm, YearField
from programmes.lists.filters.form import DayInput
from programmes.models import SearchEntry, SupervisionField

NO_CHOICE = _("This choice does not exist.")


class SearchForm(StrictForm):
    q = QueryField(label=_("Words"), max_length=200, required=False)
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
    sinds = DayField(
        label=_("Changed since"), required=False, widget=DayInput(attrs={"form": "zoekvraag"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = SupervisionField.objects.published()

    @property
    def chosen(self):
        """The filters of a valid form, as {key: cleaned value}."""
        return {key: value for key, value in self.cleaned_data.items() if key != "q" and value}
