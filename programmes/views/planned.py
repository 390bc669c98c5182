"""What is planned for a year without being due: the activities beside a list of terms."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from programmes.lists.nouns import BY_MODEL
from programmes.models import Activity, Outcome
from programmes.models.cached import until_changed

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
        if chosen := form.data.getlist(key):
            query.setlist(key, chosen)
    is_narrowed = any(key in query for key in SAME)
    number = number_found(query) if is_narrowed else number_planned(query.urlencode())
    return Planned(year, number, query.urlencode())


def number_found(query):
    """Return the number of activities that a valid query of the list finds."""
    noun = BY_MODEL[Activity]
    return noun.filterset(query, noun.published()).qs.order_by().count()


@until_changed
def number_planned(query):
    """Return the number of activities of a query of a year alone, as text in an address."""
    return number_found(QueryDict(query))
