"""What was expected of an activity: each term that a source named, and how it moved."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import ngettext

from programmes.models import Expectation, Expected
from programmes.models.prepared import prepared

DAYS_IN_MONTH = 30.44


@dataclass(frozen=True)
class Course:
    """The terms for one thing that is expected.

    Attributes:
        label: what is expected.
        terms: its `Expected`s, in the order in which they were told.
    """

    label: str
    terms: list

    @property
    def lines(self):
        """The terms, each with whether a source replaced it later."""
        told = [number for number, each in enumerate(self.terms) if not each.by_rule]
        last = max(told, default=0)
        return [(each, number < last) for number, each in enumerate(self.terms)]

    @property
    def has_rule(self):
        """Whether a term follows from the rule of six weeks."""
        return any(each.by_rule for each in self.terms)

    @property
    def shift(self):
        """How often and how far sources moved the term, "2 keer verschoven, samen 7 maanden"."""
        ends = [each.last_day for each in self.terms if each.last_day and not each.by_rule]
        moves = sum(after > before for before, after in pairwise(ends))
        if not moves or ends[-1] <= ends[0]:
            return ""
        times = ngettext("moved %(times)s time", "moved %(times)s times", moves)
        together = ngettext("by %(period)s", "together %(period)s", moves)
        period = in_months((ends[-1] - ends[0]).days)
        return f"{times % {'times': moves}}, {together % {'period': period}}"


def in_months(days):
    """Return a number of days as text: in whole months, or in days when it is less than one."""
    months = round(days / DAYS_IN_MONTH)
    if not months:
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    return ngettext("%(months)s month", "%(months)s months", months) % {"months": months}


def courses_of(activity):
    """Return the `Course`s of a public activity, in the order of `Expectation.Kind`."""
    found = sorted(expected_of(activity), key=order)
    return [
        Course(kind.label, terms)
        for kind in Expectation.Kind
        if (terms := [each for each in found if each.kind == kind])
    ]


@prepared()
def expected_of(activity):
    public = Expected.objects.published().filter(activity=activity)
    return public.select_related("programme", "letter", "adjustment__programme", "event")


def order(expected):
    """Return the sort key of the order in which terms were told; by rule before by a source."""
    return expected.told or date.min, not expected.by_rule, expected.expectation_id or 0
