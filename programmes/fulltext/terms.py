"""Parse a query into terms.

An entry has to match all words, by stem and without accents. "Quotes" make a phrase, a minus in
front excludes, "of" or OR between two words makes alternatives. EN and AND have no effect.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from django.db import connections, router

from programmes.models import SearchEntry

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
TOKEN = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
# What stands around a word and is no part of it.
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
OR, AND = {"of", "or", "|"}, {"EN", "AND"}
# The length from which a word matches as a prefix too.
SHORTEST_BEGINNING = 3
MOST_TERMS = 20

# The number of a dossier with a space or point in it, as the House prints it: "29 628".
DOSSIER = re.compile(r"(?<![\w.,])(\d{2})[ .](\d{3})(?!\w)")
# The tsquery of the stems of a term, and of its stems or prefix; both empty for stop words. The
# number of a dossier is also looked for in two parts, and a word with hyphens also as one; a stop
# word in capitals is an abbreviation, which programmes_search_vector marks.
QUERIES = """
    SELECT stems::text, (CASE WHEN begins AND numnode(stems) > 0
        THEN stems || to_tsquery('simple', '''' || folded || ''':*') ELSE stems END)::text
    FROM unnest(%s::text[], %s::boolean[], %s::boolean[], %s::boolean[])
        WITH ORDINALITY AS term (word, ordered, begins, hyphened, place),
        LATERAL (SELECT programmes_search_fold(word)) AS fold (folded),
        LATERAL (SELECT CASE WHEN ordered THEN phraseto_tsquery('dutch', folded)
            ELSE plainto_tsquery('dutch', folded) END) AS plain (words),
        LATERAL (SELECT CASE
            WHEN folded ~ '^[0-9]{5}$' THEN words
                || phraseto_tsquery('dutch', left(folded, 2) || ' ' || right(folded, 3))
            WHEN hyphened THEN words || plainto_tsquery('dutch', replace(folded, ' ', ''))
            WHEN numnode(words) = 0 AND folded ~ '^[A-Z]{2,}$'
                THEN ('''=' || folded || '''')::tsquery
            ELSE words END) AS stem (stems)
    ORDER BY place
"""


class Origin(Enum):
    """Where a term comes from: the query, or an alternative for a term of it."""

    ASKED = "asked"
    FORM = "form"
    COMPOUND = "compound"
    SYNONYM = "synonym"


@dataclass(frozen=True)
class Term:
    """A word or a phrase of a query.

    Attributes:
        text: letters and digits, with single spaces.
        group: a number; terms of one group are alternatives.
        excluded: whether entries with it are excluded.
        phrase: whether it was between quotes.
        hyphened: whether it is one word, with hyphens.
        origin: where it comes from.
        typed: how it was typed, as in "DT&V".
    """

    text: str
    group: int
    excluded: bool = False
    phrase: bool = False
    hyphened: bool = field(default=False, compare=False)
    origin: Origin = Origin.ASKED
    typed: str = field(default="", compare=False)

    def __str__(self):
        words = self.typed or self.text
        return f'"{words}"' if self.phrase else words


class ParsedTerm(NamedTuple):
    """A term with its tsqueries as text, empty for stop words.

    Attributes:
        exact: matches the stems of the words.
        broad: matches words with it as prefix too.
    """

    term: Term
    exact: str
    broad: str


def terms_of(text):
    """Return the `Term`s of a query."""
    terms, group, join = [], 0, False
    text = unicodedata.normalize("NFKC", text).translate(QUOTES)
    text = DOSSIER.sub(r"\1\2", text)
    for token in TOKEN.finditer(text):
        word = token["word"] or ""
        if word.lower() in OR and not token["minus"]:
            join = bool(terms) and not terms[-1].excluded
            continue
        if word in AND:
            continue
        typed = word or token["phrase"] or ""
        if not (words := words_of(typed)):
            continue
        excluded, phrase = bool(token["minus"]), token["phrase"] is not None
        group += not (join and not excluded)
        hyphened, typed = is_hyphened(word), EDGES.sub("", typed)
        terms.append(Term(words, group, excluded, phrase, hyphened, typed=typed))
        join = False
    return terms


def words_of(text):
    """Return the letters and digits of a text, with single spaces."""
    return " ".join(re.findall(r"[^\W_]+", text))


def is_hyphened(word):
    """Return whether a word consists of letters and digits with hyphens between them."""
    return bool(re.fullmatch(r"[^\W_]+(-[^\W_]+)+", word))


def parse(terms):
    """Return the `ParsedTerm`s of a list of `Term`s, in one query."""
    words = [term.text for term in terms]
    phrases, beginnings = [term.phrase for term in terms], [begins(term) for term in terms]
    hyphened = [term.hyphened for term in terms]
    with connections[router.db_for_read(SearchEntry)].cursor() as cursor:
        cursor.execute(QUERIES, [words, phrases, beginnings, hyphened])
        return [
            ParsedTerm(term, exact, broad)
            for term, (exact, broad) in zip(terms, cursor.fetchall(), strict=True)
        ]


def groups(parsed):
    """Return the `ParsedTerm`s by group, as lists of alternatives, without those to exclude.

    A stop word has no alternatives: "om" is not short for "Openbaar Ministerie".
    """
    found = {}
    for each in parsed:
        is_first = each.term.origin is Origin.ASKED
        if each.exact and not each.term.excluded and (is_first or each.term.group in found):
            found.setdefault(each.term.group, []).append(each)
    return list(found.values())


def of_query(parsed):
    """Return the `ParsedTerm`s that are in the query itself."""
    return [each for each in parsed if each.term.origin is Origin.ASKED]


def one_of(queries):
    """Return the tsqueries joined with OR, without empty ones: a stop word is one."""
    return f"({' | '.join(f'({each})' for each in queries if each)})"


def all_of(queries):
    """Return the tsqueries joined with AND; empty for none."""
    return " & ".join(queries)


def begins(term):
    """Return whether a term matches as a prefix too."""
    return not (term.phrase or term.excluded) and len(term.text) >= SHORTEST_BEGINNING
