"""Translate a query to conditions on entries of the index."""

from dataclasses import dataclass
from typing import NamedTuple

from programmes.fulltext.terms import Origin, all_of, groups, of_query, one_of


class Condition(NamedTuple):
    """A condition on an entry: it matches the tsquery, or has one of the labels."""

    query: str
    labels: list


@dataclass(frozen=True)
class Question:
    """A query for the database; tsqueries are texts.

    Attributes:
        exact: the tsquery of all words, for the rank; empty when there are none.
        broad: the same, with prefix matches.
        apart: that without compounds, for the rank: as alternatives of both words they upset it.
        some: the tsquery of any of the words, with prefix matches; empty when there are none.
        conditions: the `Condition`s that an entry found by words meets, all of them.
        excluded: the tsquery that no such entry matches, or "".
        numbers: the labels of entries, by numbers in the query.
    """

    exact: str
    broad: str
    apart: str
    some: str
    conditions: list
    excluded: str
    numbers: list

    def __bool__(self):
        """Return whether it can match anything."""
        return bool(self.conditions or self.numbers)


def question(terms, labels, numbers):
    """Return the `Question` of a query.

    Args:
        terms: its `ParsedTerm`s.
        labels: {`Term`: labels that are equal to it}.
        numbers: the labels of the entries with a number in the query.
    """
    wanted = groups(terms)
    excluded = [each.exact for each in terms if each.exact and each.term.excluded]
    return Question(
        exact=all_of(one_of(each.exact for each in of_query(group)) for group in wanted),
        broad=all_of(broad(group) for group in wanted),
        apart=all_of(broad(without_compounds(group)) for group in wanted),
        some=one_of(broad(group) for group in wanted) if wanted else "",
        conditions=conditions(wanted, labels),
        excluded=one_of(excluded) if excluded else "",
        numbers=numbers,
    )


def conditions(wanted, labels_of):
    """Return the `Condition`s of groups of terms: a single one, for speed, of all without labels.

    Args:
        wanted: lists of alternative `ParsedTerm`s.
        labels_of: {`Term`: labels that are equal to it}.
    """
    plain, others = [], []
    for group in wanted:
        labels = sorted({label for each in group for label in labels_of.get(each.term, ())})
        if labels:
            others.append(Condition(broad(group), labels))
        else:
            plain.append(broad(group))
    return [Condition(all_of(plain), []), *others] if plain else others


def without_compounds(group):
    return [each for each in group if each.term.origin is not Origin.COMPOUND]


def broad(group):
    return one_of(each.broad for each in group)
