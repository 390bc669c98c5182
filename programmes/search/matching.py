"""Which entries of the index are found, at a price that does not grow with the index."""

from contextlib import contextmanager
from functools import reduce
from operator import add
from typing import NamedTuple

from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.db import connection, transaction
from django.db.models import BooleanField, F, FloatField, Func, Q, Value
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


def fits(query, vector=F("vector")):  # noqa: B008, an expression is never changed
    """Return the condition that an entry fits a tsquery, both expressions."""
    return Func(vector, query, arg_joiner=" @@ ", template="(%(expressions)s)",
                output_field=BooleanField())  # fmt: skip


def picked(filters):
    """Return the public entries that have for each of `filters` one of its labels."""
    entries = SearchEntry.objects.published()
    for labels in filters:
        entries = entries.filter(labels__overlap=labels)
    return entries


def fitting(entries, question):
    """Return those of `entries` that have all that a question with words asks for."""
    for query, labels in question.conditions:
        words = Q(fits(parsed(query)))
        entries = entries.filter(words | Q(labels__overlap=labels) if labels else words)
    return entries.exclude(fits(parsed(question.left_out))) if question.left_out else entries


def matches(question, filters):
    """Return what is found, and whether that is all.

    Args:
        question: a `Question` in which something can be found.
        filters: lists of labels; an entry has one of each.

    Returns:
        A list of `Match`es, each entry once, and a bool.
    """
    entries, parts = picked(filters), []
    if question.numbers:
        asked_for = entries.filter(labels__overlap=question.numbers)
        parts.append(rows(asked_for, Value(0.0), exact=True))
    if question.conditions:
        found = fitting(entries, question)
        rank = ranked(question)
        parts += [rows(found.filter(labels__overlap=kinds), rank) for kinds in (OTHERS, ACTIVITIES)]
    first, *more = parts
    found = {}
    for match in map(Match._make, first.union(*more, all=True) if more else first):
        found[match.pk] = match._replace(exact=match.exact or is_exact(found.get(match.pk)))
    activities = sum(ACTIVITIES[0] in match.labels for match in found.values())
    return list(found.values()), max(activities, len(found) - activities) < MOST


def ranked(question):
    """Return the expression for how well an entry fits the words; long texts weigh less.

    Words without labels count once more beside words with: an entry may not have the latter.
    """
    first, *others = question.conditions
    queries = [question.exact, question.exact, question.broad]
    queries += [first.query] if others and not first.labels else []
    ranks = (SearchRank(F("vector"), parsed(each), normalization=Value(1)) for each in queries)
    return reduce(add, ranks)


def rows(entries, rank, exact=False):
    annotated = entries.annotate(
        rank=Cast(rank, FloatField()), exact=Value(exact, output_field=BooleanField())
    )
    return annotated.values_list("pk", "labels", "rank", "exact")[:MOST]


def is_exact(match):
    return match is not None and match.exact
