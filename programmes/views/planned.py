"""What is planned for a year without being due: the activities beside a list of terms."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from programmes.lists.nouns import BY_MODEL
from programmes.models import Activity, Outcome

SAME = ("gebied", "groep")


@dataclass(frozen=True)
class Planned:
    """The activities planned for a year that are not due yet: how many, and the query for them."""

    year: int
    count: int
    query: str


def planned_beside(form):
    """Return the `Planned` of the year that a valid form of `DueFilter` asks for.

    Returns:
        That of the present year when the form asks for no year; None for a range of years.
    """
    first, last = (form.cleaned_data[key] for key in ("van", "tot"))
    if first != last:
        return None
    year = form.cleaned_data["jaar"] or first or timezone.localdate().year
    query = QueryDict(mutable=True)
    query.update({"jaar": year, "uitkomst": Outcome.NOT_YET.value})
    for key in SAME:
        query.setlist(key, form.data.getlist(key))
    noun = BY_MODEL[Activity]
    rows = noun.filterset(query, noun.published()).qs
    return Planned(year, rows.order_by().count(), query.urlencode())
