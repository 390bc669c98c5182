"""Which entries of the index are found, at a price that does not grow with the index."""

from contextlib import contextmanager
from typing import NamedTuple

from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.db import connection, transaction
from django.db.models import BooleanField, F, FloatField, Func, Value
from django.db.models.functions import Cast

from programmes.models import SearchEntry

# So many activities, and so many of everything else, are counted and put in order.
MOST = 2_000
ACTIVITIES = [f"soort:{SearchEntry.Kind.ACTIVITY}"]
OTHERS = [f"soort:{kind}" for kind in SearchEntry.Kind if kind != SearchEntry.Kind.ACTIVITY]
# The index costs a little more for a word that nearly every text has, and is never slow; for a
# word that nobody used, PostgreSQL would read the whole table in the hope of finding it soon.
SETTINGS = {
    "statement_timeout": "2000",
    "enable_seqscan": "off",
    "work_mem": "64MB",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}


class Match(NamedTuple):
    """An entry that is found: its key, its labels, how well it fits, and whether by its number."""

    pk: int
    labels: list
    rank: float
    exact: bool


@contextmanager
def bounded():
    """Let no query in the block take long.

    Raises:
        OperationalError: when one would; nothing was changed then.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        pieces = ", ".join("set_config(%s, %s, true)" for _setting in SETTINGS)
        cursor.execute(f"SELECT {pieces}", [each for pair in SETTINGS.items() for each in pair])  # noqa: S608, constants
        yield


def parsed(query):
    """Return the expression for a tsquery that the database made before, as text."""
    return Cast(Value(query), SearchQueryField())


def fits(query):
    """Return the condition that an entry fits a tsquery, an expression."""
    return Func(F("vector"), query, arg_joiner=" @@ ", template="(%(expressions)s)",
                output_field=BooleanField())  # fmt: skip


def picked(filters):
    """Return the public entries that have for each of `filters` one of its labels."""
    entries = SearchEntry.objects.published()
    for labels in filters:
        entries = entries.filter(labels__overlap=labels)
    return entries


def matches(queries, numbers, filters):
    """Return what is found, and whether that is all.

    Args:
        queries: the exact and the broad tsquery, as text; empty when there are only numbers.
        numbers: the labels of the letters that are asked for by their number.
        filters: lists of labels; an entry has one of each.

    Returns:
        A list of `Match`es, each entry once, and a bool.
    """
    exact, broad = (query and parsed(query) for query in queries)
    entries = picked(filters)
    parts = [rows(entries.filter(labels__overlap=numbers), Value(0.0), exact=True)] * bool(numbers)
    if broad:
        fitting = entries.filter(fits(broad))
        rank = ranked(exact) * 2 + ranked(broad)
        parts += [
            rows(fitting.filter(labels__overlap=kinds), rank) for kinds in (OTHERS, ACTIVITIES)
        ]
    first, *more = parts
    found = {}
    for match in map(Match._make, first.union(*more, all=True) if more else first):
        found[match.pk] = match._replace(exact=match.exact or is_exact(found.get(match.pk)))
    activities = sum(ACTIVITIES[0] in match.labels for match in found.values())
    return list(found.values()), max(activities, len(found) - activities) < MOST


def ranked(query):
    """Return the expression for how well an entry fits; long texts weigh less."""
    return SearchRank(F("vector"), query, normalization=Value(1))


def rows(entries, rank, exact=False):
    annotated = entries.annotate(
        rank=Cast(rank, FloatField()), exact=Value(exact, output_field=BooleanField())
    )
    return annotated.values_list("pk", "labels", "rank", "exact")[:MOST]


def is_exact(match):
    return match is not None and match.exact
