"""Forms for query strings: an unknown or repeated key is an error, never ignored."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES, MaxValueValidator
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from programmes.models.years import FIRST, LAST, NOT_A_YEAR

PAGE_KEY, SORT_KEY = "pagina", "sorteer"
FROM_KEY, UNTIL_KEY = "van", "tot"
SINCE_KEY = "sinds"


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


class SeveralValues:
    """A widget for several values of one key; an empty value, as in "?vorm=", is no value."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return [value for value in super().value_from_datadict(data, files, name) or [] if value]


class Checkboxes(SeveralValues, forms.CheckboxSelectMultiple):
    pass


class HiddenValues(SeveralValues, forms.MultipleHiddenInput):
    pass


def takes_many(field):
    """Return whether the key of a form field may occur more than once."""
    return getattr(field.widget, "allow_multiple_selected", False)


class DayInput(forms.DateInput):
    """A field of the browser for a day, which HTML allows no other text."""

    input_type = "date"

    def format_value(self, value):
        """Return a day as 2024-05-01, or None for a text that is none."""
        try:
            return value and date.fromisoformat(str(value)).isoformat()
        except ValueError:
            return None


class DayField(forms.DateField):
    """A day up to today, only as 2024-05-01: one URL per day."""

    default_error_messages = {
        "invalid": _("Give a day as year-month-day, such as 2024-05-01."),
    }
    default_validators = [MaxValueValidator(timezone.localdate, _("This day has yet to come."))]
    input_formats = ["%Y-%m-%d"]
    widget = DayInput

    def to_python(self, value):
        day = super().to_python(value)
        if day and day.isoformat() != value:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def beginning_of(day):
    """Return the moment at which a day begins here; None for None."""
    return day and timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class ChosenFilter:
    """A value of a filter that is in use.

    Attributes:
        key: its key in the address.
        label: the label of the filter.
        value: the value as text for people.
        code: the value in the address.
    """

    key: str
    label: str
    value: str
    code: str


def value_in_words(field, value):
    """Return a cleaned value of a form field as text for people."""
    if isinstance(value, Model):
        return str(value)
    if value == getattr(field, "null_value", None):
        return str(field.null_label)
    if isinstance(value, date):
        return date_format(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))


class StrictForm(forms.Form):
    """A form that refuses unknown and repeated keys: a mistyped filter never means everything."""

    # Keys that are allowed besides the fields.
    other_keys = (PAGE_KEY,)
    unknown_message = _("“%(key)s” is not a filter of this list.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for field in self.fields.values():
            if takes_many(field):
                continue
            name = "select" if isinstance(field.widget, forms.Select) else "textbox"
            tag = "select" if name == "select" else "input"
            field.widget.attrs["class"] = f"utrecht-{name} utrecht-{name}--html-{tag}"

    def clean(self):
        known = (*self.fields, *self.other_keys)
        repeated_message = _("“%(key)s” stands in the address twice.")
        single = [key for key in self.data if key not in self.many]
        wrong = [(self.unknown_message, key) for key in self.data if key not in known]
        wrong += [(repeated_message, key) for key in single if len(self.data.getlist(key)) > 1]
        if wrong:
            raise ValidationError(
                [ValidationError(message, params={"key": key[:50]}) for message, key in wrong]
            )
        return super().clean()

    @property
    def many(self):
        """The keys that may occur more than once."""
        return [key for key, field in self.fields.items() if takes_many(field)]

    @property
    def problems(self):
        """The errors of the form, as sentences."""
        return [
            f"{self.fields[name].label}: {message}" if name in self.fields else message
            for name, messages in self.errors.items()
            for message in messages
        ]

    @property
    def free_texts(self):
        """The keys of the fields with a text that a reader types and nothing checks."""
        return [
            key
            for key, field in self.fields.items()
            if isinstance(field, forms.CharField) and getattr(field, "is_free", True)
        ]

    @property
    def since(self):
        """The moment from which on a row of a valid form has to have changed, or None."""
        return beginning_of(self.cleaned_data.get(SINCE_KEY))

    @property
    def choices_made(self):
        """The `ChosenFilter`s of a valid form, in the order of its fields."""
        return [
            ChosenFilter(name, str(self.fields[name].label),
                         value_in_words(self.fields[name], value),
                         str(self.fields[name].prepare_value(value)))
            for name, given in self.cleaned_data.items()
            for value in (given if name in self.many else [given])
            if value not in EMPTY_VALUES and name != SORT_KEY
        ]  # fmt: skip


class ListForm(StrictForm):
    """The filters of a list; a range of years that ends before it begins is an error."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # After the filters of the list itself.
        self.fields[SINCE_KEY] = self.fields.pop(SINCE_KEY)

    def clean(self):
        cleaned = super().clean()
        first, last = (self.cleaned_data.get(key) for key in (FROM_KEY, UNTIL_KEY))
        if first and last and first > last:
            message = _("This year lies before the year that the range begins with.")
            self.add_error(UNTIL_KEY, message)
        return cleaned


class AddressForm(StrictForm):
    """A strict form for a page that is not a list: it has no page number."""

    other_keys = ()
    unknown_message = _("“%(key)s” does not belong in this address.")
