"""Find entries of the index, at a cost that does not grow with the index."""

from collections import Counter
from contextlib import contextmanager
from functools import reduce
from itertools import starmap
from operator import add, and_
from typing import NamedTuple

from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.db import connections, router, transaction
from django.db.models import BooleanField, F, FloatField, Func, Q, Value
from django.db.models.functions import Cast

from programmes.models import SearchEntry
from programmes.models.search import DOCUMENT_OF

# The limit of the entries that are counted and ranked, of each of these lists of kinds.
MOST = 2_000
ACTIVITIES = [f"soort:{SearchEntry.Kind.ACTIVITY}"]
PAGES = [f"soort:{kind}" for kind in DOCUMENT_OF]
OTHERS = [each for kind in SearchEntry.Kind if (each := f"soort:{kind}") not in ACTIVITIES + PAGES]
PARTS = (OTHERS, ACTIVITIES, PAGES)
# The part of the vector of an entry that is of its text.
TEXT = Func(
    F("vector"),
    Value("{c}"),
    function="ts_filter",
    template='%(function)s(%(expressions)s::"char"[])',
)
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
    """A found entry.

    Attributes:
        pk: its primary key.
        slug: the slug of the page that shows it.
        labels: its labels, of which the first is its kind.
        rank: how well it matches, from 0.
        exact: whether it was found by its number.
        in_text: whether a word of the query is in its text, and not in its title alone.
        pages: the numbers of the pages of its document that matched too, in order.
    """

    pk: int
    slug: str
    labels: list
    rank: float
    exact: bool
    in_text: bool
    pages: tuple = ()


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


def condition(question):
    """Return the condition (a `Q`) that an entry matches a `Question` that is true."""
    numbers = Q(labels__overlap=question.numbers) if question.numbers else Q(pk__in=[])
    return numbers | words(question) if question.conditions else numbers


def words(question):
    """Return the condition that an entry meets all `conditions` of a `Question`."""
    found = Q()
    for query, labels in question.conditions:
        has_words = Q(fits(as_tsquery(query)))
        found &= has_words | Q(labels__overlap=labels) if labels else has_words
    return found & ~Q(fits(as_tsquery(question.excluded))) if question.excluded else found


def in_name(question, name):
    """Return the condition that the text field `name` of a row has all words of a `Question`."""
    found = [Q(fits(as_tsquery(query), vector_of(name))) for query, _labels in question.conditions]
    if question.excluded:
        found.append(~Q(fits(as_tsquery(question.excluded), vector_of(name))))
    return reduce(and_, found) if question.conditions else Q(pk__in=[])


def vector_of(name):
    """Return the expression for the vector of a text field alone, as that of an entry."""
    return Func(name, Value(""), Value(""), function="programmes_search_vector")


def matches(question, filters, within):
    """Return the matches of a question, and whether they are all there are.

    Args:
        question: a `Question` that is true.
        filters: lists of labels; an entry has one label of each list.
        within: a further condition on the entry, a `Q`.

    Returns:
        A list of `Match`es, one an entry, and a bool.
    """
    entries, parts = with_labels(filters).filter(within), []
    if question.numbers:
        asked_for = entries.filter(labels__overlap=question.numbers)
        parts.append(rows(asked_for, Value(0.0), Value(False), exact=True))
    if question.conditions:
        found = entries.filter(words(question))
        rank, in_text = ranked(question), fits(as_tsquery(question.some), TEXT)
        parts += [rows(found.filter(labels__overlap=kinds), rank, in_text) for kinds in PARTS]
    first, *more = parts
    found = {}
    for match in starmap(Match, first.union(*more, all=True) if more else first):
        before = found.get(match.pk, match)
        found[match.pk] = match._replace(
            exact=match.exact or before.exact, in_text=match.in_text or before.in_text
        )
    counts = Counter(match.labels[0] for match in found.values())
    return list(found.values()), all(sum(counts[kind] for kind in part) < MOST for part in PARTS)


def ranked(question):
    """Return the expression for the rank of an entry, lower for longer texts.

    Words without labels count once more when others have labels: of those an entry may have only
    the label.
    """
    first, *others = question.conditions
    queries = [question.exact, question.exact, question.apart]
    queries += [first.query] if others and not first.labels else []
    ranks = (SearchRank(F("vector"), as_tsquery(each), normalization=Value(1)) for each in queries)
    return reduce(add, ranks)


def rows(entries, rank, in_text, exact=False):
    annotated = entries.annotate(
        rank=Cast(rank, FloatField()),
        exact=Value(exact, output_field=BooleanField()),
        in_text=Cast(in_text, BooleanField()),
    )
    return annotated.values_list("pk", "slug", "labels", "rank", "exact", "in_text")[:MOST]
