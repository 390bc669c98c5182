"""From what people type to what is looked for.

All words have to be there, in any form and with or without accents. "Between quotes" is in that
order, a minus in front leaves out, "of" (or OR) between two words asks for one of them. EN and AND
say what holds anyway.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
TOKEN = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
OR, AND = {"of", "or", "|"}, {"EN", "AND"}
# A word is looked for as the beginning of longer words too, from this many letters.
SHORTEST_BEGINNING = 3
MOST_TERMS = 20

# The stems of a term, and the stems or the beginning of a word; both empty for stop words.
QUERIES = """
    SELECT stems::text, (CASE WHEN begins AND numnode(stems) > 0
        THEN stems || to_tsquery('simple', '''' || folded || ''':*') ELSE stems END)::text
    FROM unnest(%s::text[], %s::boolean[], %s::boolean[])
        WITH ORDINALITY AS term (word, ordered, begins, place),
        LATERAL (SELECT programmes_search_fold(word)) AS fold (folded),
        LATERAL (SELECT CASE WHEN ordered THEN phraseto_tsquery('dutch', folded)
            ELSE plainto_tsquery('dutch', folded) END) AS stem (stems)
    ORDER BY place
"""


@dataclass(frozen=True)
class Term:
    """A word or a phrase that is looked for.

    Attributes:
        text: letters and digits, with single spaces.
        group: terms of one group are alternatives; every group has to be there.
        left_out: whether it may not be there.
        phrase: whether it stood between quotes.
    """

    text: str
    group: int
    left_out: bool = False
    phrase: bool = False

    def __str__(self):
        return f'"{self.text}"' if self.phrase else self.text


class ParsedTerm(NamedTuple):
    """A term as the database looks for it: tsqueries as text, empty for stop words.

    Attributes:
        exact: with the stems of the words.
        broad: with the beginning of longer words too.
    """

    term: Term
    exact: str
    broad: str


def terms_of(text):
    """Return what is looked for in `text`, as a list of `Term`s."""
    terms, group, join = [], 0, False
    text = unicodedata.normalize("NFKC", text).translate(QUOTES)
    for token in TOKEN.finditer(text):
        word = token["word"] or ""
        if word.lower() in OR and not token["minus"]:
            join = bool(terms) and not terms[-1].left_out
            continue
        if word in AND:
            continue
        words = " ".join(re.findall(r"[^\W_]+", word or token["phrase"] or ""))
        if not words:
            continue
        left_out = bool(token["minus"])
        group += not (join and not left_out)
        terms.append(Term(words, group, left_out, token["phrase"] is not None))
        join = False
    return terms


def parse(terms):
    """Return the `ParsedTerm`s for a list of `Term`s."""
    words = [term.text for term in terms]
    phrases, beginnings = [term.phrase for term in terms], [begins(term) for term in terms]
    with connection.cursor() as cursor:
        cursor.execute(QUERIES, [words, phrases, beginnings])
        return [
            ParsedTerm(term, exact, broad)
            for term, (exact, broad) in zip(terms, cursor.fetchall(), strict=True)
        ]


def groups(parsed):
    """Return the `ParsedTerm`s of which one has to be there, as a list of lists."""
    found = {}
    for each in parsed:
        if each.exact and not each.term.left_out:
            found.setdefault(each.term.group, []).append(each)
    return list(found.values())


def one_of(queries):
    """Return the tsquery for one of some tsqueries."""
    return f"({' | '.join(f'({each})' for each in queries)})"


def all_of(queries):
    """Return the tsquery for some tsqueries together; empty for none."""
    return " & ".join(queries)


def begins(term):
    """Return whether a term is looked for as the beginning of longer words."""
    return not (term.phrase or term.left_out) and len(term.text) >= SHORTEST_BEGINNING
