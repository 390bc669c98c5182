"""How the page of a list is divided: rows under headings, such as those of a year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, Func, Value, When
from django.db.models.functions import ExtractYear, Lower
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from programmes.lists.columns.letter import SIGNED
from programmes.lists.columns.steps import NEWEST_PROGRAMME_FIRST, NEWEST_SLUG
from programmes.models.when import Precision, date_in_words

OVERDUE = "over"


@dataclass(frozen=True)
class Groups:
    """The headings of a list page.

    Attributes:
        order: the expressions to order by, so that the rows of a group are together; the order of
            the page when no other is asked for.
        value: the expression of which each value is a group.
        heading: a function from that value to the text of the heading.
        sorts: the values of `sorteer` with which the page keeps its headings; "" is the default.
    """

    order: tuple
    value: object
    heading: Callable
    sorts: tuple = ("",)


def of_programme(slug):
    """Return the heading of the activities whose newest programme has these years."""
    return (
        _("Work programme %(years)s") % {"years": slug} if slug else _("In no known work programme")
    )


def of_month(month):
    """Return the heading of what is due in a month ("2026-12"), or is overdue ("over")."""
    if month is None:
        return _("Without a day that is known")
    if month == OVERDUE:
        return _("Overdue")
    return capfirst(date_in_words(date.fromisoformat(f"{month}-01"), Precision.MONTH))


def of_year(year):
    """Return the heading of the rows of a year."""
    return str(year) if year else _("Without a date")


def of_signed(signed):
    """Return the heading of those whose name is on a letter ("ja"), or of the others."""
    if signed == "ja":
        return _("Signed a letter, or it was sent on their behalf")
    return _("Held an office; no letter with their name is known")


BY_PROGRAMME = Groups(
    order=(*NEWEST_PROGRAMME_FIRST, Lower("title")),
    value=NEWEST_SLUG,
    heading=of_programme,
    sorts=("", "-jaar"),
)
BY_YEAR = Groups(
    order=(F("date").desc(nulls_last=True),),
    value=ExtractYear("date"),
    heading=of_year,
    sorts=("", "-datum", "datum"),
)
BY_SIGNED = Groups(order=(SIGNED, Lower("name")), value=SIGNED, heading=of_signed)
BY_MONTH = Groups(
    order=(F("last_day").asc(nulls_last=True),),
    value=Case(
        When(days_over__isnull=False, then=Value(OVERDUE)),
        default=Func("last_day", Value("YYYY-MM"), function="to_char"),
        output_field=CharField(),
    ),
    heading=of_month,
    sorts=("", "datum"),
)
