"""Bedoelde u: the word that was meant when a word is found nowhere."""

import re

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db.models import Func, TextField, Value

from programmes.models import SearchEntry, SearchWord
from programmes.search.matching import fits, parsed

WORD = r"[^\W\d_]{4,30}"
NEAR = ArrayField(TextField())
# Shorter words may differ in one letter, longer ones in two.
LONG = 6
# So many unknown words are looked at, so many words near to each are read, so many of these tried.
UNKNOWN, READ, TRIED = 3, 500, 3


def suggestion(text, terms):
    """Return `text` with the words that nobody used replaced by words like them, or None.

    Args:
        text: what was typed, with nothing found.
        terms: the `ParsedTerm`s in it.

    Returns:
        A text of which each word is found in something public; not always in the same thing.
    """
    better = meant(unknown_words(terms))
    for word, instead in better.items():
        whole_word = rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"
        text = re.sub(whole_word, instead, text)
    return text if better else None


def unknown_words(terms):
    """Return the words that are found in nothing public, some of them."""
    asked = {
        term.text: parsed(broad)
        for term, _exact, broad in terms
        if broad and not term.left_out and re.fullmatch(WORD, term.text)
    }
    known = in_public(asked)
    return [word for word in asked if word not in known][:UNKNOWN]


def meant(words):
    """Return per word the word most like it that is found in something public, if there is one."""
    like = {word: likely for word in words if (likely := words_like(word))}
    spelled = {plain: word for likely in like.values() for word, plain in likely}
    known = in_public({plain: SearchQuery(plain, config="dutch") for plain in spelled})
    best = {
        word: next((spelled[plain] for _word, plain in likely if plain in known), None)
        for word, likely in like.items()
    }
    return {word: instead for word, instead in best.items() if instead}


def words_like(word):
    """Return the (word, without accents) pairs of the index that are most like `word`."""
    folded = Func(Value(word.lower()), function="programmes_search_fold", output_field=TextField())
    near = Func(folded, function="programmes_search_near", output_field=NEAR)
    rows = SearchWord.objects.filter(near__overlap=near).values_list("word", "plain", folded)
    likely = {
        plain: (distance(asked, plain), spelled) for spelled, plain, asked in rows.order_by()[:READ]
    }
    most = 1 if len(word) < LONG else 2
    ranked = sorted((far, plain, spelled) for plain, (far, spelled) in likely.items())
    return [(spelled, plain) for far, plain, spelled in ranked if 0 < far <= most][:TRIED]


def in_public(asked):
    """Return the keys of `asked` of which the tsquery is found in something public."""
    parts = [
        SearchEntry.objects.published().filter(fits(query)).values_list(Value(word))[:1]
        for word, query in asked.items()
    ]
    if not parts:
        return set()
    first, *more = parts
    return {word for (word,) in (first.union(*more, all=True) if more else first)}


def distance(one, other):
    """Return how many letters have to be added, left out, replaced or swapped.

    Source: the optimal string alignment distance.
    """
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
