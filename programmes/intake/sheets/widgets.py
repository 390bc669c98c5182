"""Cells to values, or to what is wrong with them."""

from datetime import date

from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import CharWidget, Widget

from programmes.lists.columns.column import SEPARATOR
from programmes.models import Precision


class TextWidget(CharWidget):
    def clean(self, value, row=None, **kwargs):
        return (value or "").replace("\r\n", "\n")


class LinesWidget(Widget):
    def clean(self, value, row=None, **kwargs):
        return parts(value)


class CodeWidget(Widget):
    """A code, written as itself or as its label."""

    def __init__(self, choices, empty=""):
        self.labels = ", ".join(str(label) for _code, label in choices)
        self.codes = {code: code for code, _label in choices}
        self.codes |= {str(label).lower(): code for code, label in choices} | {"": empty}

    def clean(self, value, row=None, **kwargs):
        """Return the code.

        Raises:
            ValueError: when there is no such code.
        """
        text = (value or "").strip()
        code = self.codes.get(text, self.codes.get(text.lower()))
        if code is None:
            told = {"value": text[:100], "choices": self.labels}
            raise ValueError(
                _("“%(value)s” is not one of the choices. Choose from: %(choices)s.") % told
            )
        return code


class YesWidget(Widget):
    def clean(self, value, row=None, **kwargs):
        """Return whether a cell says ja.

        Raises:
            ValueError: when it says something else than ja or nee.
        """
        answers = {"ja": True, "nee": False, "": False}
        if (text := (value or "").strip().lower()) not in answers:
            raise ValueError(_("Write ja or nee."))
        return answers[text]


class RecordWidget(Widget):
    """A record, named by its address on this site.

    Attributes:
        known: by slug, the records that the rows of a batch name.
    """

    def __init__(self):
        self.known = {}

    def clean(self, value, row=None, **kwargs):
        """Return the record, or None for an empty cell.

        Raises:
            ValueError: when there is no such record.
        """
        slug = slug_of(value)
        if slug and slug not in self.known:
            raise ValueError(_("There is no such record."))
        return self.known.get(slug)


class DateField(Field):
    """A date as precisely as it is known, to two fields."""

    def save(self, instance, row, is_m2m=False, **kwargs):
        instance.date, instance.date_precision = date_of((row[self.column_name] or "").strip())


def date_of(text):
    """Return a date and its `Precision`: of "2024-05-01", "2024-05", "2024", or (None, None).

    Raises:
        ValueError: for anything else.
    """
    if not text:
        return None, None
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}.get(len(text))
    try:
        return date.fromisoformat(f"{text}-01-01"[:10]), Precision(precision)
    except ValueError as error:
        raise ValueError(_("Write a date as 2024-05-01, 2024-05 or 2024.")) from error


def parts(text):
    """Return the values of a cell that holds several."""
    return [part.strip() for part in (text or "").split(SEPARATOR.strip()) if part.strip()]


def slug_of(address):
    """Return the slug in the address of a record on this site, however much of it was given."""
    path = (address or "").partition("?")[0].partition("#")[0]
    return path.strip().strip("/").rpartition("/")[2]
