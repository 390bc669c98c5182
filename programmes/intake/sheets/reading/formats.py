"""The styles of Excel: what a number format shows of a date, and whether a text is struck through.

Source: ECMA-376 part 1, 18.8.30 (numFmt), with the codes of the built-in formats.
"""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from programmes.intake.sheets.reading.marked import FROM_1900
from programmes.intake.sheets.reading.patterns import Percentage, pattern
from programmes.intake.sheets.reading.xml import Handler, is_on

# The piece of a moment in ISO 8601 that is shown.
DAY, MONTH, YEAR, TIME = slice(0, 10), slice(0, 7), slice(0, 4), slice(11, 16)
# A number of hours, minutes or seconds that goes on after 24 or 60, as in "[h]:mm".
ELAPSED = re.compile(r"\[(h+|m+|s+)\]")
SECONDS = {"h": 3600, "m": 60, "s": 1}


class Elapsed(NamedTuple):
    """How a duration is written: in which units, of "h", "m" and "s", the largest first."""

    units: str

    def written(self, days):
        """Return a number of days as "36:05"; "" for one below zero, which Excel cannot show."""
        left, counts = round(days * 86_400), []
        for unit in self.units:
            count, left = divmod(left, SECONDS[unit])
            counts.append(str(count).zfill(2 if counts else 1))
        return ":".join(counts) if days >= 0 else ""


BUILT_IN = {
    **{str(number): DAY for number in (14, 15, 16, 22, *range(27, 37), *range(50, 59))},
    **{str(number): TIME for number in (18, 19, 20, 21, 45, 47)},
    "46": Elapsed("hms"),
    "17": MONTH,
    "9": Percentage(0),
    "10": Percentage(2),
}
# What is no code: texts, escaped characters, padding, colours and locales, but not "[h]".
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|am/pm|a/p', re.IGNORECASE)
CODES = set("ymdhs")
FROM_1904 = datetime(1904, 1, 1)


def shown(code):
    """Return the slice that a format code shows of a date, or how it writes a duration, or None."""
    section = code.partition(";")[0]
    if elapsed := ELAPSED.search(section.lower()):
        first, rest = elapsed[1][0], LITERAL.sub("", section[elapsed.end() :]).lower()
        return Elapsed(first + "".join(unit for unit in "hms" if unit in rest and unit != first))
    letters = set(re.findall("[a-z]", LITERAL.sub("", section).lower()))
    if not letters or letters - CODES:
        return None
    if "d" in letters:
        return DAY
    if letters & {"h", "s"}:
        return DAY if "y" in letters else TIME
    return MONTH if "m" in letters else YEAR


def written(days, piece, from_1904):
    """Return a number of days as a date or time in ISO 8601, as precisely as it is shown.

    Raises:
        OverflowError: for a number that is no date.
    """
    moment = (FROM_1904 if from_1904 else FROM_1900) + timedelta(seconds=round(days * 86_400))
    return moment.isoformat()[TIME if 0 <= days < 1 else piece]


class Look(NamedTuple):
    """What a style does to a cell.

    Attributes:
        shown: the piece of a date that it shows, or how it writes a number, or None.
        is_struck: whether it strikes a text through.
    """

    shown: object = None
    is_struck: bool = False


class Formats(Handler):
    """The styles of a workbook; `looks` has the `Look` of each."""

    def __init__(self):
        super().__init__()
        self.own, self.used, self.struck = {}, [], []
        self.is_cell = self.is_font = False

    def start_numFmt(self, attributes):  # noqa: N802, the name of the element
        code = attributes.get("formatCode", "")
        self.own[attributes.get("numFmtId")] = shown(code) or pattern(code)

    def start_fonts(self, _attributes):
        self.is_font = True

    def end_fonts(self):
        self.is_font = False

    def start_font(self, _attributes):
        if self.is_font:
            self.struck.append(False)

    def start_strike(self, attributes):
        if self.is_font:
            self.struck[-1] = is_on(attributes)

    def start_cellXfs(self, _attributes):  # noqa: N802
        self.is_cell = True

    def end_cellXfs(self):  # noqa: N802
        self.is_cell = False

    def start_xf(self, attributes):
        if self.is_cell:
            self.used.append((attributes.get("numFmtId"), attributes.get("fontId")))

    @property
    def looks(self):
        known = BUILT_IN | self.own
        struck = {str(place) for place, is_struck in enumerate(self.struck) if is_struck}
        return [Look(known.get(number), font in struck) for number, font in self.used]
