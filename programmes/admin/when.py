"""One form field for a day, a month or a year."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from programmes.models.when import FORMATS, when


class WhenField(forms.CharField):
    """A day, a month or a year: "3-5-2024", "mei 2024", "2024".

    The cleaned value and the initial value are (date, `Precision`), with the first day of a month
    or year as date; (None, None) when empty.
    """

    default_error_messages = {
        "unreadable": _("Give a day (3-5-2024), a month (mei 2024) or a year (2024)."),
    }

    def prepare_value(self, value):
        """Return the text of an initial value; input is returned as it is."""
        if not isinstance(value, tuple):
            return value
        day, precision = value
        return date_format(day, FORMATS[precision]) if day else ""

    def clean(self, value):
        text = super().clean(value)
        try:
            return when(text) if text else (None, None)
        except ValueError:
            raise ValidationError(self.error_messages["unreadable"], code="unreadable") from None

    def has_changed(self, initial, data):
        """Return whether `data` is another date than `initial`, in whatever notation."""
        try:
            return self.clean(data) != (initial or (None, None))
        except ValidationError:
            return True
