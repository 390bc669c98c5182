"""Forms for query strings: an unknown or repeated key is an error, never ignored."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from programmes.models.years import FIRST, LAST, NOT_A_YEAR

PAGE_KEY, SORT_KEY = "pagina", "sorteer"


class YearField(forms.IntegerField):
    """A year from 1990 to 2100."""

    def __init__(self, **kwargs):
        super().__init__(
            min_value=FIRST,
            max_value=LAST,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOT_A_YEAR),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            **kwargs,
        )


@dataclass(frozen=True)
class ChosenFilter:
    """A filter with a value: its key in the address, its label, and the value as text."""

    key: str
    label: str
    value: str


def in_words(field, value):
    """Return a cleaned value of a form field as text for people."""
    if isinstance(value, Model):
        return str(value)
    if value == getattr(field, "null_value", None):
        return str(field.null_label)
    return str(dict(getattr(field, "choices", ())).get(value, value))


class StrictForm(forms.Form):
    """A form that refuses unknown and repeated keys: a mistyped filter never means everything."""

    # Keys that are allowed besides the fields.
    other_keys = (PAGE_KEY,)
    unknown_message = _("“%(key)s” is not a filter of this list.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for field in self.fields.values():
            name = "select" if isinstance(field.widget, forms.Select) else "textbox"
            tag = "select" if name == "select" else "input"
            field.widget.attrs["class"] = f"utrecht-{name} utrecht-{name}--html-{tag}"

    def clean(self):
        known = (*self.fields, *self.other_keys)
        repeated_message = _("“%(key)s” stands in the address twice.")
        wrong = [(self.unknown_message, key) for key in self.data if key not in known]
        wrong += [(repeated_message, key) for key in self.data if len(self.data.getlist(key)) > 1]
        if wrong:
            raise ValidationError(
                [ValidationError(message, params={"key": key[:50]}) for message, key in wrong]
            )
        return super().clean()

    @property
    def problems(self):
        """The errors of the form, as sentences."""
        return [
            f"{self.fields[name].label}: {message}" if name in self.fields else message
            for name, messages in self.errors.items()
            for message in messages
        ]

    @property
    def choices_made(self):
        """The `ChosenFilter`s of a valid form, in the order of its fields."""
        return [
            ChosenFilter(name, str(self.fields[name].label), in_words(self.fields[name], value))
            for name, value in self.cleaned_data.items()
            if value not in EMPTY_VALUES and name != SORT_KEY
        ]


class AddressForm(StrictForm):
    """A strict form for a page that is not a list: it has no page number."""

    other_keys = ()
    unknown_message = _("“%(key)s” does not belong in this address.")
