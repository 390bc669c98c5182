"""Facets: the choices of a filter, each with the number of results that it gives."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from django.db.models import Value
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
    visible = {
        field.name: filterset.filters[field.name] for field in filterset.form.visible_fields()
    }
    filters = {key: each for key, each in visible.items() if isinstance(each, Several)}
    every = filterset.queryset.model.objects.published().order_by()
    counting = filterset.form.is_valid() and every.values("pk")[: MOST + 1].count() <= MOST
    counts = counted(filterset, filters) if counting and filters else {}
    return {key: facet(filterset, key, counts.get(key)) for key in filters}


def counted(filterset, filters):
    """Return {key: {value: number of rows}} of filters, in one query."""
    rows = counted_rows(filterset)
    queries = [
        query.values_list(Value(key), "value", "number")
        for key, each in filters.items()
        for query in each.counts(rows(key))
    ]
    found = {key: Counter() for key in filters}
    for key, value, number in queries[0].union(*queries[1:], all=True):
        found[key][filters[key].code_of(value)] += number
    return {key: filters[key].completed(found[key]) for key in filters}


def counted_rows(filterset):
    """Return a function from the key of a filter to the rows in which its choices are counted.

    They are those that all other filters leave. A filter that is not in use leaves them all: their
    primary keys are asked for once, as a search for words reads every row.
    """
    used = {key for key, value in filterset.form.cleaned_data.items() if value}
    every = filterset.queryset.order_by()

    @cache
    def primary_keys(apart_from):
        return list(filterset.filter_queryset(every, apart_from).values_list("pk", flat=True))

    def rows(key):
        if not used - {key}:
            return every
        return every.filter(pk__in=primary_keys(key if key in used else None))

    return rows


def facet(filterset, key, counts):
    """Return the `Facet` of one filter, with `counts` by value; without counts for None."""
    field, chosen = filterset.form.fields[key], filterset.form[key].data
    given = [(str(value), label) for value, label in field.choices]
    # What is not known comes after what is.
    given.sort(key=lambda pair: pair[0] == UNKNOWN)
    choices = [
        Choice(value, label, None if counts is None else counts.get(value, 0), value in chosen)
        for value, label in given
    ]
    return Facet(key, field.label, [each for each in choices if each.count != 0 or each.chosen])
