"""Recognise a kenmerk and a Kamerstuk number in a query, in any spelling."""

import re

from programmes.models.kamerstuk import kamerstukken


def labels_of(text):
    """Return the labels for the kenmerken and Kamerstuk numbers that may be in `text`."""
    numbers = {"kamerstuk:" + "-".join(filter(None, parts)) for parts in kamerstukken(text)}
    return sorted({*numbers, *references(text)})


def references(text):
    """Yield a label for a kenmerk: for `text` as a whole, and for each word with a digit."""
    for part in [text, *text.split()]:
        letters = "".join(re.findall(r"[^\W_]+", part)).lower()
        if any(each.isdigit() for each in letters):
            yield f"kenmerk:{letters}"
