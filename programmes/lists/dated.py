"""When the rows of a noun are, for a calendar."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, DateField, F, Func, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from programmes.lists.columns.dates import DATES
from programmes.models import Expected
from programmes.models.event import ENDS
from programmes.models.planning import PLANNED_FROM, PLANNED_UNTIL
from programmes.period import period_in_words

OF_ACTIVITY = {column.name: column.expression for column in DATES}
TENTATIVE, CONFIRMED, CANCELLED = "TENTATIVE", "CONFIRMED", "CANCELLED"


def term(row):
    """Return the interval of a row as text: "1 mei 2024 tot en met 31 mei 2024"."""
    return period_in_words((row.first, row.last))


@dataclass(frozen=True)
class Dated:
    """When a row is.

    Attributes:
        first, last: expressions for its first and last day; null when not known.
        title: a function from a row to what happens.
        words: a function from a row to its interval in words.
        status: a function from a row to its STATUS in a calendar (RFC 5545).
        identity: a function from a row to the parts of its identifier; None for its noun and key.
        also: a function that annotates the rows for these functions, or None.
    """

    first: object
    last: object
    title: Callable = str
    words: Callable = term
    status: Callable = lambda row: CONFIRMED
    identity: Callable | None = None
    also: Callable | None = None

    def rows(self, queryset):
        """Annotate rows with `first` and `last`: where one is not known, the other one."""
        rows = self.also(queryset) if self.also else queryset
        first, last = (
            Coalesce(*pair) for pair in ((self.first, self.last), (self.last, self.first))
        )
        return rows.annotate(first=first, last=last)


def on(name):
    """Return the `Dated` of rows that are on the day in the field `name`."""
    return Dated(F(name), F(name))


def in_years():
    """Return the `Dated` of rows that cover the years from `first_year` to `last_year`."""
    first, last = (
        Func(F(name), month, day, function="make_date", output_field=DateField())
        for name, month, day in (("first_year", 1, 1), ("last_year", 12, 31))
    )
    return Dated(first, last)


def expected_title(expected):
    names = {"what": expected.get_kind_display(), "activity": expected.activity}
    return _("%(what)s expected: %(activity)s") % names


def course(expected):
    """Return the parts of the identifier in a calendar of a term that is open.

    Terms that were told of one activity and kind share it, so that a new one replaces the last; a
    term by rule has its own.
    """
    if expected.by_rule:
        return "verwachtingen", expected.pk
    return "activiteiten", expected.activity_id, expected.kind


def with_current(rows):
    """Annotate expectations with `is_current`: whether no later one of its kind replaces it."""
    current = Expected.objects.current().values("pk")
    return rows.annotate(is_current=Case(When(pk__in=current, then=True), default=False))


EVENT = Dated(
    F("date"),
    Func(ENDS, template="(%(expressions)s - 1)", output_field=DateField()),
    title=lambda event: f"{event.get_kind_display()}: {event.activity}",
    words=lambda event: event.when,
)
DUE = Dated(
    F("first_day"),
    F("last_day"),
    title=expected_title,
    words=lambda expected: expected.words,
    status=lambda expected: TENTATIVE,
    identity=course,
)
EXPECTED = Dated(
    F("first_day"),
    F("last_day"),
    title=expected_title,
    words=lambda expected: expected.words,
    status=lambda expected: TENTATIVE if expected.is_current else CANCELLED,
    also=with_current,
)
PLANNING = Dated(PLANNED_FROM, PLANNED_UNTIL, words=lambda row: row.planned_for or term(row))
# The term for the report that was told last, else the time that the activity is planned for.
ACTIVITY = Dated(
    Coalesce(OF_ACTIVITY["verwacht_van"], OF_ACTIVITY["gepland_van"]),
    Coalesce(OF_ACTIVITY["verwacht_tot"], OF_ACTIVITY["gepland_tot"]),
)
