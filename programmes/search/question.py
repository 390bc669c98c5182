"""What entries of the index have to have, for the words that somebody typed."""

from dataclasses import dataclass
from typing import NamedTuple

from programmes.search import numbers
from programmes.search.terms import all_of, groups, one_of


class Condition(NamedTuple):
    """What an entry has to have: words that fit a tsquery, or else one of some labels."""

    query: str
    labels: list


@dataclass(frozen=True)
class Question:
    """What is looked for, as the database does.

    Attributes:
        exact: the tsquery for all words, for how well an entry fits; empty when there are none.
        broad: the same, with the beginning of longer words too.
        conditions: the `Condition`s that hold for everything that is found by its words.
        left_out: the tsquery that fits no entry that is found, or empty.
        numbers: the labels of the letters that are asked for by their number.
    """

    exact: str
    broad: str
    conditions: list
    left_out: str
    numbers: list

    def __bool__(self):
        """Return whether there is anything to be found."""
        return bool(self.conditions or self.numbers)


def question(text, terms, meaning):
    """Return the `Question` that a text is.

    Args:
        text: what was typed.
        terms: the `ParsedTerm`s in it.
        meaning: the `Meaning` of the labels at this moment.
    """
    wanted = groups(terms)
    left_out = [each.exact for each in terms if each.exact and each.term.left_out]
    return Question(
        exact=all_of(one_of(each.exact for each in group) for group in wanted),
        broad=all_of(broad(group) for group in wanted),
        conditions=conditions(wanted, meaning.labels_of_terms(terms)),
        left_out=one_of(left_out) if left_out else "",
        numbers=numbers.labels_of(text),
    )


def conditions(wanted, labels_of):
    """Return the `Condition`s for groups of terms: one for all words without labels, which is fast.

    Args:
        wanted: lists of `ParsedTerm`s, of each of which one has to be there.
        labels_of: per term the labels that say the same as it does.
    """
    plain, others = [], []
    for group in wanted:
        labels = sorted({label for each in group for label in labels_of.get(each.term, ())})
        if labels:
            others.append(Condition(broad(group), labels))
        else:
            plain.append(broad(group))
    return [Condition(all_of(plain), []), *others] if plain else others


def broad(group):
    return one_of(each.broad for each in group)
