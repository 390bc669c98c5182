"""A fact with its place in the letter."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fact:
    """A value that a letter states.

    Attributes:
        value: a text, a number, a date, a range of years, or a `Signer`.
        page: its page, from 1.
        words: the words of the letter that it was read from.
    """

    value: Any
    page: int
    words: str
