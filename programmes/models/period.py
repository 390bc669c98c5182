from typing import NamedTuple


class Period(NamedTuple):
    """An interval of whole days, both ends included."""

    first: object
    last: object


def period_of(words, told_on=None):
    """Return the `Period` that Dutch words stand for, or None when the words are not known."""
    return None
