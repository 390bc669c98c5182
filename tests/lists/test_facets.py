"""The number beside a choice is the length of the list after that choice."""

from itertools import count

import pytest
from django.http import QueryDict

from programmes.lists import facts
from programmes.lists.facets import facets_of
from programmes.lists.filters import Several
from programmes.lists.nouns import BY_KEY, PAGED
from programmes.models import Activity
from tests import factories

# What to type in a filter that offers no choices.
TYPED = {
    "jaar": "2024", "van": "2023", "tot": "2024", "sinds": "2024-05-01", "op": "2026-01-01",
    "q": "toezicht", "ambt": "minister", "kamerstuk": "29 628, nr. 1", "ministerie": "Justitie",
}  # fmt: skip


@pytest.fixture
def register(real_history, db):
    """The real history, with a programme of 1999 that dropped half of what later ones have."""
    programme = factories.ProgrammeFactory(first_year=1999)
    adjustment = factories.AdjustmentFactory(programme=programme, date="1999-05-01")
    for number, activity in enumerate(Activity.objects.order_by("pk")[:40]):
        factories.PlanningFactory(programme=programme, activity=activity)
        if number % 2:
            factories.EventFactory(activity=activity, kind="vervallen", adjustment=adjustment)
    while facts.refresh():
        pass


def filterset_of(noun, query):
    found = noun.filterset(QueryDict(query), noun.published())
    assert found.form.is_valid(), (noun.key, query, found.form.errors)
    return found


def length(noun, query):
    return filterset_of(noun, query).qs.count()


def values_of(filterset, key):
    """Return the values of a filter to choose from, or the one to type."""
    each, field = filterset.filters[key], filterset.form.fields[key]
    pairs = each.offered(field) if isinstance(each, Several) else getattr(field, "choices", ())
    return [str(value) for value, _label in pairs if value] or [TYPED[key]]


def numbers(noun, query):
    """Yield (key, {value: number beside it}) of the facets that a query leaves open."""
    filterset = filterset_of(noun, query)
    for key, facet in facets_of(noun, filterset).items():
        if f"{key}=" not in query:
            shown = {each.value: each.count for each in facet.choices}
            yield key, {each: shown.get(each, 0) for each in values_of(filterset, key)}


def test_the_number_beside_a_choice_is_the_length_of_its_list(register):
    """One value of each filter, and for each a choice of every other one, by turns."""
    turn, compared = count(), 0
    for noun in PAGED:
        plain = filterset_of(noun, "")
        if not facets_of(noun, plain):
            continue
        for other in plain.filters.keys() - {"sorteer"}:
            values = values_of(plain, other)
            query = f"{other}={values[next(turn) % len(values)]}"
            for key, shown in numbers(noun, query):
                value = list(shown)[next(turn) % len(shown)]
                chosen = f"{query}&{key}={value}"
                assert (noun.key, chosen, shown[value]) == (noun.key, chosen, length(noun, chosen))
                compared += 1
    assert compared > 100


@pytest.mark.parametrize("outcome", ["bekend", "vervallen", "onbekend", "vervallen&op=2026-01-01"])
def test_an_outcome_is_counted_beside_each_programme_as_seen_from_it(register, outcome):
    noun, query = BY_KEY["activity"], f"uitkomst={outcome}"
    shown = dict(numbers(noun, query))["werkprogramma"]
    lengths = {each: length(noun, f"{query}&werkprogramma={each}") for each in shown}
    assert shown == lengths
    if "vervallen" in query:
        assert shown["1999"] == 20
