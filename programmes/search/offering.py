"""Offer the lists with a filter that the words of a query name, such as “over tijd”.

What a list has as a choice, a code with a label, is in no entry of the index.
"""

import re
from dataclasses import dataclass

from django.db import OperationalError
from django.http import QueryDict
from django.urls import reverse
from psycopg.errors import QueryCanceled

from programmes.fulltext.matching import bounded
from programmes.fulltext.synonyms import key
from programmes.fulltext.terms import terms_of, words_of
from programmes.lists.filters.form import HiddenValues
from programmes.lists.filters.kinds import SortFilter
from programmes.lists.nouns import BY_KEY, MENU
from programmes.lists.titles import list_title
from programmes.models.by_language import kept_by_language

# The most lists that are asked whether they have rows.
MOST = 6
LISTS = [*MENU, BY_KEY["event"]]


@dataclass(frozen=True)
class Offer:
    """A list with a filter: its title and its address."""

    title: str
    url: str


def offers(text):
    """Return the `Offer`s for a query: the lists with rows when its other words are asked too.

    None when that takes too long: the results of the search do not wait for it.
    """
    lists = named(text)
    if not lists:
        return []
    try:
        with bounded():
            found = [offer for each in lists for offer in offered(*each)]
            return [*dict.fromkeys(found)]
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        return []


def named(text):
    """Return the (noun, parameters) of the first lists with the choices that a query names.

    None for a query with a phrase, an excluded word or alternatives, which the words do not tell.
    """
    terms = terms_of(text)
    is_plain = len({each.group for each in terms}) == len(terms)
    if not is_plain or any(each.excluded or each.phrase for each in terms):
        return []
    words, asked, found = words_of(text).split(), key(text).split(), []
    for noun, name, value, called in choices():
        for start in starts(asked, called):
            parameters = QueryDict(mutable=True)
            parameters[name] = value
            if rest := [*words[:start], *words[start + len(called) :]]:
                parameters["q"] = " ".join(rest)
            found.append((noun, parameters))
    return found[:MOST]


def offered(noun, parameters):
    """Return the `Offer` of a list in a list; none when it has no rows."""
    filterset = noun.filterset(parameters, noun.published())
    if not (filterset.form.is_valid() and filterset.qs.exists()):
        return []
    url = f"{reverse(noun.list_name)}?{parameters.urlencode()}"
    return [Offer(list_title(noun, filterset.form), url)]


def starts(words, called):
    """Return the first place where the words of a name stand in some words, in a list."""
    places = range(len(words) - len(called) + 1)
    return [each for each in places if words[each : each + len(called)] == called][:1]


@kept_by_language()
def choices():
    """Return (noun, key of a filter, value, words that name it) of the choices in lists."""
    return [
        (noun, name, value, key(called).split())
        for noun in LISTS
        for name, each in noun.filterset.base_filters.items()
        if not isinstance(each, SortFilter)
        and not isinstance(each.extra.get("widget"), HiddenValues)
        for value, label in each.extra.get("choices") or ()
        for called in names(value, str(label))
    ]


def names(value, label):
    """Return how a reader may name a choice: by its code or its label, without what follows it."""
    return {value.replace("_", " "), re.split(r"[,(]", label)[0].strip()}
