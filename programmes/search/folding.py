"""Fold a record and the pages of its document that were found into one result."""

from collections import Counter

from programmes.models.search import DOCUMENT_OF

DOCUMENTED = {*DOCUMENT_OF.values()}


def folded(found, meaning):
    """Return the `Match`es of a search, one for each result, with the `pages` that matched.

    A page stands for its document only when the record itself does not match. It has the title of
    its document too: it counts for a word in its own text.

    Args:
        found: `Match`es in order; a result takes the place of its first one.
        meaning: the present `Meaning`.
    """
    by_record = {}
    for match in found:
        by_record.setdefault(record_of(match, meaning), []).append(match)
    return [in_one(matches, meaning) for matches in by_record.values()]


def in_one(matches, meaning):
    own = next((each for each in matches if meaning.page(each.labels) is None), matches[0])
    pages = (meaning.page(each.labels) for each in matches if each.in_text)
    return own._replace(pages=tuple(sorted(filter(None, pages))))


def record_of(match, meaning):
    """Return what the `Match`es of one result share."""
    kind = meaning.kind(match.labels)
    record = DOCUMENT_OF.get(kind, kind)
    # A page of the register may show several entries of the other kinds.
    return (record, match.slug if record in DOCUMENTED else match.pk)


def counted(found, meaning, values_of):
    """Return the number of results with each value.

    Args:
        values_of: a function that returns the values of a `Match`.
    """
    pairs = {(value, record_of(each, meaning)) for each in found for value in values_of(each)}
    return Counter(value for value, _record in pairs)
