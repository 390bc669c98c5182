"""Suggestions for a query without results: corrected spelling, or fewer words."""

import re
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db.models import Func, Q, TextField, Value

from programmes.fulltext.asking import parsed
from programmes.fulltext.matching import as_tsquery, fits
from programmes.fulltext.synonyms import key, meanings
from programmes.fulltext.terms import (
    SHORTEST_BEGINNING,
    Origin,
    of_query,
    one_of,
)
from programmes.models import SearchEntry, SearchWord, SupervisionField

WORD = r"[^\W\d_]{4,30}"
NEAR = ArrayField(TextField())
# The length from which a word may differ in two letters instead of one.
LONG = 6
# The length from which a part of a compound is a word.
SHORTEST_HALF = 4
# The most words of which one is left out: each is a query of all others.
MOST_WORDS = 8
# Limits: of unknown words to correct, of candidates read for each, and of candidates tried.
UNKNOWN, READ, TRIED = 3, 500, 3
# The same of words of the index: words of drafts are in it, and must not push out public ones.
TRIED_OF_INDEX = 40


@dataclass(frozen=True)
class Suggestions:
    """Queries to use instead of one without results.

    Attributes:
        meant: the query with unknown words corrected, or None.
        unknown: the words and phrases that match nothing public.
        without: the query without those, or else without one word; empty when that finds nothing.
        one_of: a query for any of the words, when each matches but not together; or empty.
        compounds: {unknown word: words that it consists of, each of which matches}; empty when
            there is `meant`.
        fields: the public `SupervisionField`s whose name is like one of the words.
    """

    meant: str | None
    unknown: list
    without: str
    one_of: str
    compounds: dict
    fields: list

    @property
    def queries(self):
        """The queries that find something, but for `meant`, each once."""
        words = chain.from_iterable(self.compounds.values())
        return [*dict.fromkeys(filter(None, [self.without, self.one_of, *words]))]


def suggestions(query, fields):
    """Return the `Suggestions` for a `Query` without results.

    Args:
        fields: all `SupervisionField`s.
    """
    asked = conditions(query.terms, query.labels)
    known = in_public(asked)
    unknown = [each for each in asked if each not in known]
    left = [str(each) for each in asked if each in known]
    words = [each.text for each in unknown if re.fullmatch(WORD, each.text)][:UNKNOWN]
    # Each word is divided once, and only when it has to be.
    divide = cache(divisions)
    meant = replaced(query.text, words, divide)
    return Suggestions(
        meant=meant,
        unknown=[str(each) for each in unknown],
        without=" ".join(left) if unknown else without_one(asked),
        one_of=" OF ".join(left) if len(left) > 1 and not unknown else "",
        compounds={} if meant else compounds(words, divide),
        fields=fields_like(query.terms, fields),
    )


def without_one(asked):
    """Return three to `MOST_WORDS` words without the first that leaves something found, or "".

    Args:
        asked: {`Term`: condition}, each of which is met by something.
    """
    if not 2 < len(asked) <= MOST_WORDS:
        return ""
    left = {one: [each for each in asked if each != one] for one in asked}
    found = in_public({one: Q(*(asked[each] for each in rest)) for one, rest in left.items()})
    return next((" ".join(map(str, left[one])) for one in asked if one in found), "")


def fields_like(parsed, fields):
    """Return the public ones of `fields` with a name like one of some words, or of their synonyms.

    A name is like a word when one of its own words begins with that, the word begins with the name,
    or they are spelled nearly the same.
    """
    terms = [each.term for each in parsed if each.exact and not each.term.excluded]
    words = {key(each.text) for each in terms if len(each.text) >= SHORTEST_BEGINNING}
    like = [each.pk for each in fields if any(is_like(key(each.name), word) for word in words)]
    public = SupervisionField.objects.published()
    return list(public.filter(pk__in=like).order_by("name")) if like else []


def is_like(name, word):
    is_start = any(each.startswith(word) for each in [name, *name.split()]) or word.startswith(name)
    return is_start or edit_distance(name, word) <= (1 if len(word) < LONG else 2)


def conditions(terms, labels):
    """Return {`Term`: condition that it matches an entry} of the terms that are looked for."""
    return {
        each.term: Q(fits(as_tsquery(with_synonyms(each, terms))))
        | Q(labels__overlap=labels.get(each.term, []))
        for each in of_query(terms)
        if each.broad and not each.term.excluded
    }


def with_synonyms(one, terms):
    """Return the tsquery of a `ParsedTerm` and its alternatives of the same group."""
    others = [each for each in terms if each.term.origin is not Origin.ASKED]
    return one_of(each.broad for each in [one, *others] if each.term.group == one.term.group)


def replaced(text, words, divide):
    """Return `text` with unknown words replaced by similar ones, or None without any.

    Each replacement matches something public; together they may match nothing.

    Args:
        divide: `divisions`, or a function that remembers what it returned.
    """
    better = nearest(words)
    for other in (like_synonym, in_two, partial(in_more, divide=divide)):
        better |= {word: near for word in words if word not in better and (near := other(word))}
    for word, instead in better.items():
        whole_word = rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"
        text = re.sub(whole_word, instead, text)
    return text if better else None


def nearest(words):
    """Return {word: most similar word that matches something public}, where there is one."""
    like = {word: likely for word in words if (likely := words_like(word))}
    spelled = {plain: word for likely in like.values() for word, plain in likely}
    known = in_public({plain: fits(SearchQuery(plain, config="dutch")) for plain in spelled})
    best = {
        word: next((spelled[plain] for _word, plain in likely if plain in known), None)
        for word, likely in like.items()
    }
    return {word: instead for word, instead in best.items() if instead}


def like_synonym(word):
    """Return the most similar word with synonyms that finds something public, or None."""
    asked, most = key(word), 1 if len(word) < LONG else 2
    far = {each: edit_distance(asked, each) for each in meanings() if re.fullmatch(WORD, each)}
    near = sorted((distance, each) for each, distance in far.items() if 0 < distance <= most)[
        :TRIED
    ]
    wide = {each: parsed(each) for _distance, each in near}
    known = in_public({each: fits(as_tsquery(one_of(term.broad for term in terms)))
                       for each, terms in wide.items()})  # fmt: skip
    return next((each for _distance, each in near if each in known), None)


def in_two(word):
    """Return a compound as two words that one public text has: "asielopvang"; None without any."""
    plain = key(word)
    places = range(SHORTEST_HALF, len(plain) - SHORTEST_HALF + 1)
    halves = {place: (plain[:place], plain[place:]) for place in places}
    both = {place: Q(*map(begins, pair)) for place, pair in halves.items()}
    # Of more than one, the one whose shorter half is the longest.
    best = max(in_public(both), key=lambda place: min(map(len, halves[place])), default=None)
    return best and " ".join(halves[best])


def in_more(word, divide):
    """Return a compound as the words it is divided in, when one text has all; None without any."""
    possible = {each: Q(*map(begins, each)) for each in divide(word)}
    found = in_public(possible)
    return next((" ".join(each) for each in possible if each in found), None)


def compounds(words, divide):
    """Return {word: the words that it consists of, each once}, of the words that do."""
    found = {word: divide(word) for word in words}
    return {word: [*dict.fromkeys(ways[0])] for word, ways in found.items() if ways}


def divisions(word):
    """Return the ways to divide a word into public words, as tuples: the fewest words first."""
    plain = key(word)
    starts = range(len(plain) - SHORTEST_HALF + 1)
    pieces = {
        plain[start:end] for start in starts for end in range(start + SHORTEST_HALF, len(plain) + 1)
    }
    known = {*SearchWord.objects.filter(plain__in=pieces).values_list("plain", flat=True)}
    # The index has words of drafts too: what is not public is left out before any is tried.
    public = in_public({piece: begins(piece) for piece in known - {plain}})
    return sorted(divided(plain, public), key=len)[:TRIED]


def divided(letters, known):
    """Yield the tuples of known words that some letters consist of; an s may join two words."""
    if letters in known:
        yield (letters,)
    for end in range(SHORTEST_HALF, len(letters) - SHORTEST_HALF + 1):
        first = letters[:end] if letters[:end] in known else letters[:end].removesuffix("s")
        if first in known:
            yield from ((first, *rest) for rest in divided(letters[end:], known))


def begins(letters):
    """Return the condition that a text has a word that begins with some letters."""
    return fits(SearchQuery(f"{letters}:*", config="dutch", search_type="raw"))


def words_like(word):
    """Return the words of the index most similar to `word`, as (word, word without accents)."""
    folded = Func(Value(word.lower()), function="programmes_search_fold", output_field=TextField())
    near = Func(folded, function="programmes_search_near", output_field=NEAR)
    rows = SearchWord.objects.filter(near__overlap=near).values_list("word", "plain", folded)
    # Spelling errors seldom concern the first letter.
    likely = {
        plain: (edit_distance(asked, plain), plain[0] != asked[0], spelled)
        for spelled, plain, asked in rows.order_by()[:READ]
    }
    most = 1 if len(word) < LONG else 2
    ranked = sorted((*place, plain) for plain, place in likely.items())
    return [(spelled, plain) for far, _other, spelled, plain in ranked if 0 < far <= most][
        :TRIED_OF_INDEX
    ]


def in_public(asked):
    """Return the keys of `asked`, {key: condition}, whose condition a public entry meets."""
    keys = list(asked)
    parts = [
        SearchEntry.objects.published().filter(asked[key]).values_list(Value(place))[:1]
        for place, key in enumerate(keys)
    ]
    if not parts:
        return set()
    first, *more = parts
    return {keys[place] for (place,) in (first.union(*more, all=True) if more else first)}


def edit_distance(one, other):
    """Return the optimal string alignment distance: Levenshtein, with swaps of adjacent letters."""
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, another in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != another))
            if row > 1 < column and (letter, one[row - 2]) == (other[column - 2], another):
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]
