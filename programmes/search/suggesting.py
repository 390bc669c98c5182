"""What to do when nothing is found: the word that was meant, or fewer words."""

import re
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db.models import Func, TextField, Value

from programmes.models import SearchEntry, SearchWord
from programmes.search.matching import fits, parsed

WORD = r"[^\W\d_]{4,30}"
NEAR = ArrayField(TextField())
# Shorter words may differ in one letter, longer ones in two.
LONG = 6
# For so many unknown words, so many words near to each are read, and so many of these tried.
UNKNOWN, READ, TRIED = 3, 500, 3


@dataclass(frozen=True)
class Suggestions:
    """What can be asked instead, when nothing was found.

    Attributes:
        meant: the text with unknown words replaced by words like them; or None.
        unknown: the words and phrases that are found in nothing public.
        without: the words that are, as a text; empty when that is none or all of them.
        one_of: a question for one of the words, where each is found, but not together; or empty.
    """

    meant: str | None
    unknown: list
    without: str
    one_of: str


def suggestions(text, terms):
    """Return the `Suggestions` for a question that finds nothing.

    Args:
        text: what was typed.
        terms: the `ParsedTerm`s in it.
    """
    asked = {
        each.term: parsed(each.broad) for each in terms if each.broad and not each.term.left_out
    }
    known = in_public(asked)
    unknown = [each for each in asked if each not in known]
    left = [str(each) for each in asked if each in known]
    return Suggestions(
        meant=replaced(text, unknown),
        unknown=[str(each) for each in unknown],
        without=" ".join(left) if unknown else "",
        one_of=" OF ".join(left) if len(left) > 1 and not unknown else "",
    )


def replaced(text, unknown):
    """Return `text` with unknown `Term`s replaced by words like them, or None for no such word.

    Each word of it is found in something public; not always in the same thing.
    """
    words = [each.text for each in unknown if re.fullmatch(WORD, each.text)]
    better = meant(words[:UNKNOWN])
    for word, instead in better.items():
        whole_word = rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"
        text = re.sub(whole_word, instead, text)
    return text if better else None


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
    # People seldom mistake the first letter.
    likely = {
        plain: (distance(asked, plain), plain[0] != asked[0], spelled)
        for spelled, plain, asked in rows.order_by()[:READ]
    }
    most = 1 if len(word) < LONG else 2
    ranked = sorted((*place, plain) for plain, place in likely.items())
    return [(spelled, plain) for far, _other, spelled, plain in ranked if 0 < far <= most][:TRIED]


def in_public(asked):
    """Return the keys of `asked` of which the tsquery is found in something public."""
    keys = list(asked)
    parts = [
        SearchEntry.objects.published().filter(fits(asked[key])).values_list(Value(place))[:1]
        for place, key in enumerate(keys)
    ]
    if not parts:
        return set()
    first, *more = parts
    return {keys[place] for (place,) in (first.union(*more, all=True) if more else first)}


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
