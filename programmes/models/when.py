"""Dates as people write them: "22 september 2026", "22-9-2026", "sep-26", "september 2026", "2026".

One reader, for forms and spreadsheets.
"""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from programmes.models.by_language import kept_by_language
from programmes.models.text import one_line
from programmes.models.years import FIRST, LAST

# Today by the clock of the database, in the time zone of the site.
TODAY = TruncDate(Now())
OUT_OF_RANGE = _("Give a date from 1990 to 2100.")


class Precision(models.TextChoices):
    DAY = "dag", _("day")
    MONTH = "maand", _("month")
    YEAR = "jaar", _("year")


# The format of a date as precisely as it is known: "3 mei 2024", "mei 2024", "2024".
FORMATS = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}
DAY, MONTH, YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
WORD = r"(?P<month>[a-z]+)\.?"
# The orders of day, month and year that are usual in Dutch. A year of two digits comes only after a
# month in letters, as spreadsheet programs write "1-mei-24" and "mei-24": "24-05-01" is ambiguous.
WRITTEN = [
    (precision, re.compile(pattern))
    for precision, pattern in (
        (Precision.DAY, f"{YEAR}[-/]{MONTH}[-/]{DAY}"),
        (Precision.DAY, f"{DAY}[-/. ]{MONTH}[-/. ]{YEAR}"),
        (Precision.DAY, f"{DAY}[-/ ]{WORD}[-/ ]{YEAR}"),
        (Precision.DAY, f"{DAY}-{WORD}-(?P<year>[0-9]{{2}})"),
        (Precision.MONTH, f"{YEAR}-{MONTH}"),
        (Precision.MONTH, f"{MONTH}[-/ ]{YEAR}"),
        (Precision.MONTH, f"{WORD}[-/ ]{YEAR}"),
        (Precision.MONTH, f"{WORD}(?:-| ?['’])(?P<year>[0-9]{{2}})"),
        (Precision.YEAR, YEAR),
    )
]
# Hyphens and dashes that word processors put in the place of "-".
HYPHENS = re.compile("[\u2010-\u2013]")
# A spreadsheet program adds midnight to a day in the format of a moment.
MIDNIGHT = re.compile(r"[ t]0{1,2}:00(:00(\.0+)?)?$")


class DayField(forms.DateField):
    """A form field for one day, as `when` reads it: "22 september 2026", "22-9-2026"."""

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            day, precision = when(str(value))
        except ValueError:
            day, precision = None, None
        if precision != Precision.DAY:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def when(text):
    """Return the first day and the `Precision` of a date.

    Raises:
        ValueError: when it is no date.
        ValidationError: when it is one, before 1990 or after 2100.
    """
    text = MIDNIGHT.sub("", HYPHENS.sub("-", one_line(text).lower()))
    first, _space, rest = text.partition(" ")
    if first.rstrip(".") in names(WEEKDAYS) | names(WEEKDAYS_ABBR):
        text = rest
    for precision, pattern in WRITTEN:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = month_number(parts.get("month", "1"))
            found = date(full_year(parts["year"]), month, int(parts.get("day", 1)))
            if FIRST <= found.year <= LAST:
                return found, precision
            raise ValidationError(OUT_OF_RANGE)
    raise ValueError(text)


def full_year(digits):
    """Return a year; of two digits that of 1990 to 2089."""
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= FIRST % 100 else 2000)


def month_number(written):
    """Return the number of a month, given as a number or a Dutch word, whole or abbreviated.

    Raises:
        ValueError: when there is no such month.
    """
    if written.isdecimal():
        return int(written)
    by_name = names(MONTHS_3) | names(MONTHS) | {"sept": 9}
    if written not in by_name:
        raise ValueError(written)
    return by_name[written]


@kept_by_language(10_000)
def date_in_words(day, precision=Precision.DAY):
    """Return a date as precisely as it is known, as text. Kept, as Django takes 30 µs for each."""
    return date_format(day, FORMATS[precision])


def names(numbered):
    return {str(name): number for number, name in numbered.items()}


def in_years(*fields):
    """Return the constraints that keep dates of a model from 1990 to 2100, one for each field."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__range": (date(FIRST, 1, 1), date(LAST, 12, 31))}),
            name=f"%(class)s_{field}_in_range",
            violation_error_code=field,
            violation_error_message=OUT_OF_RANGE,
        )
        for field in fields
    ]
