"""Facets: the choices of a filter, each with the number of results that it gives."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Value
from django.http import QueryDict
from django.utils.functional import Promise

from programmes.lists.filters import UNKNOWN, Several
from programmes.lists.nouns import BY_KEY, have_outcomes
from programmes.models.cached import until_changed
from programmes.models.prepared import IsOneOf, prepared

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


def facets_of(noun, filterset):
    """Return {key: `Facet`} of the visible filters of a FilterSet that take several values.

    A choice without results is left out, unless it is in use. Nothing is counted, and nothing left
    out, for an invalid query and for a list of more than `MOST` rows.
    """
    visible = {
        field.name: filterset.filters[field.name] for field in filterset.form.visible_fields()
    }
    filters = {key: each for key, each in visible.items() if isinstance(each, Several)}
    counting = filters and filterset.form.is_valid()
    counting = counting and not is_long(filterset.queryset.model)
    counts = counted(noun, filterset, filters) if counting else {}
    return {key: facet(filterset, key, counts.get(key)) for key in filters}


@until_changed
def is_long(model):
    """Return whether more than `MOST` rows of a model are public."""
    return model.objects.published().order_by().values("pk")[: MOST + 1].count() > MOST


def counted(noun, filterset, filters):
    """Return {key: {value: number of rows}} of filters, in one query.

    The choices of a filter are counted in the rows that all other filters leave. What is in use
    decides of which rows the primary keys are asked for: a search for words reads every row.
    """
    used = {key for key, value in filterset.form.cleaned_data.items() if value}
    apart = {key: used & {key, *each.applied} for key, each in filters.items()}
    narrowed = {key: left for key, left in apart.items() if used - left or noun.selective}
    lists = list(map(set, dict.fromkeys(map(frozenset, narrowed.values()))))
    places = [(key, lists.index(apart[key]) if key in narrowed else None) for key in filters]
    keys = [keys_apart_from(left, filterset) if left else filterset.keys for left in lists]
    asked = {key: filterset.form.cleaned_data[key] for key in filterset.deciding if key in used}
    # Sorted: their order and repetition mean nothing.
    deciding = {
        key: sorted({*each}) if isinstance(each, list) else each for key, each in asked.items()
    }
    shape = {"noun": noun.key, "places": tuple(places), "asked": urlencode(deciding, doseq=True)}
    rows = (counts if filterset.day else prepared_counts)(list(filterset.seen_keys), *keys, **shape)
    found = {key: Counter() for key in filters}
    for key, value, number in rows:
        found[key][filters[key].code_of(value)] += number
    return {key: filters[key].completed(found[key]) for key in filters}


def keys_apart_from(left, filterset):
    """Return the primary keys of the rows that all filters but some leave, as a list."""
    rows = filterset.filter_queryset(filterset.queryset.order_by(), left)
    return list(rows.values_list("pk", flat=True))


def counts(seen_keys, *keys, noun, places, asked):
    """Return a queryset of (key of a filter, value, number of rows) for the choices of filters.

    Args:
        seen_keys: as of a FilterSet. keys: lists of primary keys.
        noun: the key of the `Noun`.
        places: (key of a filter, number of its list in `keys`, or None for all rows) pairs.
        asked: a query string of the filters in use that are `deciding`.
    """
    noun = BY_KEY[noun]
    filterset = noun.filterset(QueryDict(asked), noun.published())
    filterset.form.is_valid()
    filterset.seen_keys = seen_keys
    every = (noun.model.objects.published() if noun.selective else filterset.queryset).order_by()
    found = [
        query.values_list(Value(key), "value", "number")
        for key, place in places
        for query in filterset.filters[key].counts(
            every if place is None else every.filter(IsOneOf("pk", keys[place]))
        )
    ]
    return found[0].union(*found[1:], all=True)


prepared_counts = prepared(with_facts=have_outcomes)(counts)


def facet(filterset, key, counts):
    """Return the `Facet` of one filter, with `counts` by value; without counts for None."""
    field, chosen = filterset.form.fields[key], filterset.form[key].data
    given = [(str(value), label) for value, label in filterset.filters[key].offered(field)]
    # What is not known comes after what is.
    given.sort(key=lambda pair: pair[0] == UNKNOWN)
    choices = [
        Choice(value, label, None if counts is None else counts.get(value, 0), value in chosen)
        for value, label in given
    ]
    return Facet(key, field.label, [each for each in choices if each.count != 0 or each.chosen])
