"""Texts of cells that are more than a text; as a mark, so that they cross to another process."""

import re
from datetime import datetime, timedelta

FROM_1900 = datetime(1899, 12, 30)
# A number of days from 1927 to 2173, with the time; a number of four digits can be a year.
DAYS = re.compile(r"[1-9]\d{4}(\.\d+)?")


class Formula(str):
    """A formula, not evaluated."""

    __slots__ = ()


class Struck(str):
    """A text of which some is struck through."""

    __slots__ = ()


class Dated(str):
    """A date or a time, in ISO 8601."""

    __slots__ = ()


class Counted(str):
    """A number that no format makes a date, and that can be the days since 1900."""

    __slots__ = ()

    @property
    def day(self):
        return Dated((FROM_1900 + timedelta(days=float(self))).date().isoformat())


MARKS = {mark.__name__: mark for mark in (Formula, Struck, Dated, Counted)}


def places(cells):
    """Return the places of cells by the names of their marks."""
    found = {}
    for place, cell in enumerate(cells):
        if type(cell) is not str:
            found.setdefault(type(cell).__name__, []).append(place)
    return found


def mark(cells, places):
    """Mark texts at the `places` of their marks."""
    for name, marked in places.items():
        for place in marked:
            cells[place] = MARKS[name](cells[place])


def counted(text):
    """Return a number as `Counted` when it can be a day."""
    return Counted(text) if DAYS.fullmatch(text) else text


def truth(formula):
    """Return "ja" or "nee" for the formula that LibreOffice writes for a truth value, else None."""
    return {"TRUE()": "ja", "FALSE()": "nee"}.get(formula.removeprefix("of:").removeprefix("="))
