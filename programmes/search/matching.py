"""Find entries of the index, at a cost that does not grow with the index."""

from contextlib import contextmanager
from functools import reduce
from operator import add
from typing import NamedTuple

from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.db import connections, router, transaction
from django.db.models import BooleanField, F, FloatField, Func, Q, Value
from django.db.models.functions import Cast

from programmes.models import SearchEntry

# The limit of the activities, and of everything else, that are counted and ranked.
MOST = 2_000
ACTIVITIES = [f"soort:{SearchEntry.Kind.ACTIVITY}"]
OTHERS = [f"soort:{kind}" for kind in SearchEntry.Kind if kind != SearchEntry.Kind.ACTIVITY]
# No sequential scan: for a rare word with a LIMIT the planner may choose one and read the whole
# table. For a very common word the GIN index costs only a little more.
SETTINGS = {
    "statement_timeout": "2000",
    "enable_seqscan": "off",
    "work_mem": "64MB",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}


class Match(NamedTuple):
    """A found entry: primary key, labels, rank, and whether it was found by its number."""

    pk: int
    labels: list
    rank: float
    exact: bool


@contextmanager
def bounded():
    """Run the block in a transaction with `SETTINGS`, such as a time-out for each query.

    Raises:
        OperationalError: at a time-out.
    """
    alias = router.db_for_read(SearchEntry)
    with transaction.atomic(alias), connections[alias].cursor() as cursor:
        pieces = ", ".join("set_config(%s, %s, true)" for _setting in SETTINGS)
        cursor.execute(f"SELECT {pieces}", [each for pair in SETTINGS.items() for each in pair])  # noqa: S608, constants
        yield


def as_tsquery(query):
    """Return the expression for a tsquery, from its text as made by the database."""
    return Cast(Value(query), SearchQueryField())


def fits(query, vector=F("vector")):  # noqa: B008, an expression is never changed
    """Return the condition `vector @@ query`; both are expressions."""
    return Func(vector, query, arg_joiner=" @@ ", template="(%(expressions)s)",
                output_field=BooleanField())  # fmt: skip


def with_labels(filters):
    """Return the public entries that have one of the labels of each of `filters`."""
    entries = SearchEntry.objects.published()
    for labels in filters:
        entries = entries.filter(labels__overlap=labels)
    return entries


def with_words(entries, question):
    """Return those of `entries` that meet all conditions of a `Question`."""
    for query, labels in question.conditions:
        words = Q(fits(as_tsquery(query)))
        entries = entries.filter(words | Q(labels__overlap=labels) if labels else words)
    return entries.exclude(fits(as_tsquery(question.excluded))) if question.excluded else entries


def matches(question, filters):
    """Return the matches of a question, and whether they are all there are.

    Args:
        question: a `Question` that is true.
        filters: lists of labels; an entry has one label of each list.

    Returns:
        A list of `Match`es, one an entry, and a bool.
    """
    entries, parts = with_labels(filters), []
    if question.numbers:
        asked_for = entries.filter(labels__overlap=question.numbers)
        parts.append(rows(asked_for, Value(0.0), exact=True))
    if question.conditions:
        found = with_words(entries, question)
        rank = ranked(question)
        parts += [rows(found.filter(labels__overlap=kinds), rank) for kinds in (OTHERS, ACTIVITIES)]
    first, *more = parts
    found = {}
    for match in map(Match._make, first.union(*more, all=True) if more else first):
        before = found.get(match.pk, match)
        found[match.pk] = match._replace(exact=match.exact or before.exact)
    activities = sum(ACTIVITIES[0] in match.labels for match in found.values())
    return list(found.values()), max(activities, len(found) - activities) < MOST


def ranked(question):
    """Return the expression for the rank of an entry, lower for longer texts.

    Words without labels count once more when others have labels: of those an entry may have only
    the label.
    """
    first, *others = question.conditions
    queries = [question.exact, question.exact, question.broad]
    queries += [first.query] if others and not first.labels else []
    ranks = (SearchRank(F("vector"), as_tsquery(each), normalization=Value(1)) for each in queries)
    return reduce(add, ranks)


def rows(entries, rank, exact=False):
    annotated = entries.annotate(
        rank=Cast(rank, FloatField()), exact=Value(exact, output_field=BooleanField())
    )
    return annotated.values_list("pk", "labels", "rank", "exact")[:MOST]
