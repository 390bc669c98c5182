"""The parts of a query, and the entries of the index that match it."""

from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from programmes.fulltext.matching import condition
from programmes.fulltext.meaning import meaning
from programmes.fulltext.question import Question, question
from programmes.fulltext.synonyms import also_asked, exactly, widened
from programmes.fulltext.terms import groups, of_query, parse, terms_of
from programmes.models import SearchEntry


class Query(NamedTuple):
    """A query as text, with what it asks for.

    Attributes:
        text: what was typed.
        terms: its `ParsedTerm`s, with synonyms.
        labels: {`Term`: labels that are equal to it}.
        question: its `Question`.
    """

    text: str
    terms: list
    labels: dict
    question: Question


@lru_cache(maxsize=256)
def parsed(text):
    """Return the `ParsedTerm`s of a query, with synonyms, as a tuple."""
    return tuple(parse(widened(terms_of(text))))


def asked(text, known):
    """Return the `Query` of a text, with the labels of a `Meaning`."""
    terms = parsed(text)
    labels = known.labels_of_terms(of_query(terms))
    return Query(text, terms, labels, question(terms, labels, known.labels_of_numbers(text)))


def entries(text, kind):
    """Return the entries of a `SearchEntry.Kind` that match a query, public or not."""
    of_kind = SearchEntry.objects.filter(kind=kind)
    query = question_of(text)
    return of_kind.filter(condition(query)) if query else of_kind.none()


def question_of(text):
    """Return the `Question` of a query, with the labels of this moment."""
    return asked(text, meaning()).question


def widening(text):
    """Return the synonyms that a query asks for too, and the query without those."""
    terms = parsed(text)
    return also_asked(groups(terms)), exactly(terms)


def advice(terms):
    """Return hints about a query that cannot find anything, as sentences."""
    if not terms:
        return [_("There is no word or number in this question.")]
    if any(each.exact and not each.term.excluded for each in terms):
        return []
    if any(each.term.excluded for each in terms):
        return [_("There is only something to leave out here. Add a word to look for.")]
    words = ", ".join(each.term.text for each in terms)
    return [
        _("Nearly every text has “%(words)s” in it. Add a word that tells more.") % {"words": words}
    ]
