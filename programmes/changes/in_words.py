"""Values that stand in several fields of a row, in words as on the pages."""

from django.utils.translation import gettext_lazy as _

from programmes.models import Precision
from programmes.models.kamerstuk import PARTS, kamerstuk
from programmes.models.when import date_in_words
from programmes.period import period_in_words

# By the field that stands for the value: the others.
WORDED = {
    "date": ("date_precision",),
    "first_day": ("last_day",),
    PARTS[0]: PARTS[1:],
}
OTHERS = {name for names in WORDED.values() for name in names}
LABELS = {"first_day": _("days of the term"), PARTS[0]: _("Kamerstuk")}


def of(row, name):
    """Return the value of a field in `WORDED` and its others, of a row with a history, or ""."""
    if getattr(row, name) is None:
        return ""
    match name:
        case "date":
            return date_in_words(row.date, getattr(row, "date_precision", Precision.DAY))
        case "first_day":
            return period_in_words((row.first_day, row.last_day))
        case _:
            return kamerstuk(*(getattr(row, part) for part in PARTS))
