"""Dates as people write them: "22 september 2026", "22-9-2026", "september 2026", "2026"."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from programmes.models.years import FIRST, LAST


class Precision(models.TextChoices):
    DAY = "dag", _("day")
    MONTH = "maand", _("month")
    YEAR = "jaar", _("year")


# The format of a date as precisely as it is known: "3 mei 2024", "mei 2024", "2024".
FORMATS = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}
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


class DayField(forms.DateField):
    """A form field for one day, which also takes a month in words: "22 september 2026"."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError:
            day = day_of(str(value))
            if day is None:
                raise
            return day


def day_of(text):
    """Return the date of a text with a day, month and year, or None."""
    try:
        day, precision = when(" ".join(text.lower().split()))
    except ValueError:
        return None
    return day if precision == Precision.DAY else None


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
