"""One form field for a day, a month or a year."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from programmes.models import Precision
from programmes.models.event import FORMATS
from programmes.models.years import FIRST, LAST

# The orders of day, month and year that are usual in Dutch; a month may be a word.
WRITTEN = [
    (Precision.DAY, re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")),
    (
        Precision.DAY,
        re.compile(r"(?P<day>\d{1,2})[-/ ](?P<month>\d{1,2}|[a-z]+)[-/ ](?P<year>\d{4})"),
    ),
    (Precision.MONTH, re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")),
    (Precision.MONTH, re.compile(r"(?P<month>\d{1,2}|[a-z]+)[-/ ](?P<year>\d{4})")),
    (Precision.YEAR, re.compile(r"(?P<year>\d{4})")),
]


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
        text = " ".join(super().clean(value).lower().split())
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


def when(text):
    """Return the first day and the `Precision` of a date in lower case, with single spaces.

    Raises:
        ValueError: when it is not a date from 1990 to 2100.
    """
    for precision, pattern in WRITTEN:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            year, month = int(parts["year"]), month_number(parts.get("month", "1"))
            if FIRST <= year <= LAST:
                return date(year, month, int(parts.get("day", 1))), precision
    raise ValueError(text)


def month_number(written):
    """Return the number of a month, given as a number or a Dutch word.

    Raises:
        ValueError: when there is no such month.
    """
    if written.isdecimal():
        return int(written)
    by_name = {str(name): number for number, name in MONTHS.items()}
    if written not in by_name:
        raise ValueError(written)
    return by_name[written]
