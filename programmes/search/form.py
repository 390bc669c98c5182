"""The search form: words, and filters on kind, year and supervision field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters import StrictForm
from programmes.models import SearchEntry, SupervisionField
from programmes.models.years import FIRST, LAST

NO_CHOICE = _("This choice does not exist.")
NO_YEAR = _("Give a year from %(first)s to %(last)s.") % {"first": FIRST, "last": LAST}


class SearchForm(StrictForm):
    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    soort = forms.ChoiceField(
        label=_("Kind"),
        choices=SearchEntry.Kind.choices,
        required=False,
        error_messages={"invalid_choice": NO_CHOICE},
    )
    jaar = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST,
        max_value=LAST,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_YEAR),
    )
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

    @property
    def chosen(self):
        """The filters of a valid form, as {key: cleaned value}."""
        return {key: value for key, value in self.cleaned_data.items() if key != "q" and value}
