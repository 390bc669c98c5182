"""The parameters of the change log, the same for its page, feed, files and API."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.changes import in_register
from programmes.lists.filters import ALL, DayField, StrictForm, YearField, beginning_of


class ChangesForm(StrictForm):
    soort = forms.ChoiceField(
        label=_("What"),
        choices=[("", ALL), *((noun.path, noun.title) for noun in in_register.TOLD)],
        required=False,
    )
    wijziging = forms.ChoiceField(
        label=_("Kind of change"), choices=[("", ALL), *in_register.KINDS.items()], required=False
    )
    jaar = YearField(label=_("Year in which it changed"), required=False)
    sinds = DayField(label=_("Changed since"), required=False)

    @property
    def choice(self):
        """The valid parameters, as keyword arguments of `in_register.rows`."""
        by_path = {noun.path: noun for noun in in_register.TOLD}
        return {
            "noun": by_path.get(self.cleaned_data["soort"]),
            "year": self.cleaned_data["jaar"],
            "kind": self.cleaned_data["wijziging"] or None,
            "since": beginning_of(self.cleaned_data["sinds"]),
        }

    def rows(self):
        """Return the rows for the valid parameters, as a sequence."""
        return in_register.Log(**self.choice)
