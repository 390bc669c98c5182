"""A fact with the place it was read at."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fact:
    """What a letter says.

    Attributes:
        value: a text, a number, a date, a range of years, or a `Signer`.
        page: the page it stands on, from 1.
        words: the words of the letter that say so.
    """

    value: Any
    page: int
    words: str
