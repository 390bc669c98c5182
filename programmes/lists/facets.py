"""Facets: the choices of a filter, each with the number of results that it gives."""

from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise

from programmes.lists.filters import UNKNOWN, Several

# The most rows of a list whose choices are counted: each facet costs a query over its rows.
MOST = 10_000


@dataclass(frozen=True)
class Choice:
    """A value of a facet.

    Attributes:
        value: its text in the address.
        label: its text on screen.
        count: the number of results with it, given the choices in other facets; None if not known.
        chosen: whether it is in use.
    """

    value: str
    label: str | Promise
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter: its key in the address, its label, its `Choice`s."""

    key: str
    label: str | Promise
    choices: list

    @property
    def chosen(self):
        """The number of choices in use."""
        return sum(choice.chosen for choice in self.choices)


def facets_of(filterset):
    """Return {key: `Facet`} of the visible filters of a FilterSet that take several values.

    A choice without results is left out, unless it is in use. Nothing is counted, and nothing left
    out, for an invalid query and for a list of more than `MOST` rows.
    """
    every = filterset.queryset.model.objects.published().order_by()
    counting = filterset.form.is_valid() and every.values("pk")[: MOST + 1].count() <= MOST
    rows = counted_rows(filterset) if counting else None
    visible = [field.name for field in filterset.form.visible_fields()]
    keys = [key for key in visible if isinstance(filterset.filters[key], Several)]
    return {key: facet(filterset, key, rows) for key in keys}


def counted_rows(filterset):
    """Return a function from the key of a filter to the rows in which its choices are counted.

    They are those that all other filters leave, as a queryset by primary key. A filter that is not
    in use leaves them all: those rows are asked for once.
    """

    @cache
    def primary_keys(apart_from):
        rows = filterset.filter_queryset(filterset.queryset.order_by(), apart_from)
        return list(rows.values_list("pk", flat=True))

    def rows(key):
        found = primary_keys(key if filterset.form.cleaned_data[key] else None)
        return filterset.queryset.model.objects.filter(pk__in=found)

    return rows


def facet(filterset, key, rows):
    """Return the `Facet` of one filter, counted in `rows(key)`, or not counted without `rows`."""
    field, chosen = filterset.form.fields[key], filterset.form[key].data
    given = [(str(value), label) for value, label in field.choices]
    # What is not known comes after what is.
    given.sort(key=lambda pair: pair[0] == UNKNOWN)
    counts = {}
    if rows:
        counts = dict.fromkeys(dict(given), 0) | filterset.filters[key].counts(rows(key))
    choices = [Choice(value, label, counts.get(value), value in chosen) for value, label in given]
    return Facet(key, field.label, [each for each in choices if each.count != 0 or each.chosen])
