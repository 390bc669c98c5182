"""Dates, years, numbers and clean text, as Dutch letters write them."""

import re
from datetime import date

from programmes.period.days import MONTHS
from programmes.period.words import NUMBERS, month_number


def any_of(*patterns):
    """Return a pattern that matches one of some patterns."""
    return f"(?:{'|'.join(patterns)})"


COUNTS = {"geen": 0, "één": 1} | NUMBERS
MONTH = any_of(*(rf"{name[:3]}(?:{name[3:]}|\.)?" for name in MONTHS), r"sept\.?", r"mrt\.?")
# A footnote number may be glued to a year, as in "20191".
YEAR = r"(?<![\d.,/-])((?:19|20)\d\d)(?=[1-9]?(?![\d]))"
WRITTEN_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:e|ste|de)?\s+({MONTH})\s+((?:19|20)\d\d)(?=[1-9]?(?!\d))", re.I
)
NUMBER_DATE = re.compile(r"(?<!\d)(\d{1,2})(\s?[-/.]\s?)(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
ISO_DATE = re.compile(r"(?<![\d./-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d/-])")
MONTH_AND_YEAR = re.compile(rf"\b(?:\d{{1,2}}\s+)?{MONTH}\s+(?:19|20)\d\d", re.I)
TO = r"\s*(?:[-–—‑−/]|t/m|tot en met|tot|en)\s*"
YEARS = re.compile(
    rf"{YEAR}[1-9]?(?:{TO}((?:19|20)\d\d|\d\d)(?=[1-9]?(?!\d))(?!-)[1-9]?)?(?!\s*[-–—/]\s*\d)",
    re.I,
)
GLUED_TO_WORD = re.compile(r"(?<=[a-zà-ÿ])\d{1,2}(?=[\s;,.:)]|$)")
GLUED_TO_YEAR = re.compile(r"\b((?:19|20)\d\d)[1-9]\b")


def first_date(text):
    """Return (date, words) of the first date in a text, or None.

    A day that does not exist, such as 31 februari, is no date.
    """
    found = [(m, m[3], month_number(m[2]), m[1]) for m in WRITTEN_DATE.finditer(text)]
    found += [(m, m[4], m[3], m[1]) for m in NUMBER_DATE.finditer(text)]
    found += [(m, m[1], m[2], m[3]) for m in ISO_DATE.finditer(text)]
    for match, *parts in sorted(found, key=lambda each: each[0].start()):
        try:
            return date(*map(int, parts)), match[0]
        except ValueError:
            continue
    return None


def years_in(text):
    """Yield (first year, last year, match) of each year or range of years in a text."""
    for match in YEARS.finditer(text):
        first = int(match[1])
        last = match[2] or match[1]
        last = int(last) if len(last) == 4 else first - first % 100 + int(last)
        if first <= last <= first + 15:
            yield first, last, match


def number_in(text):
    """Return the number that a text begins with, in digits or as a word, or None."""
    match = re.match(
        r"\(?(\d{1,2}|[a-zé]+)(?![\w.,:/-])(?!\s*(?:[-–+&]|en|t/m|tot en met)\s*\d)",
        text.strip(),
        re.I,
    )
    if not match or first_date(text):
        return None
    return int(match[1]) if match[1].isdecimal() else COUNTS.get(match[1].lower())


def join_lines(lines):
    """Return lines of running text joined, with hyphenated words restored."""
    text = ""
    for line in lines:
        line = " ".join(line.split())
        if not re.search(r"\w-$", text) or not line or re.match(r"(en|of)\b", line):
            text = f"{text} {line}".strip()
        elif line[0].islower():
            text = text[:-1] + line
        else:
            text += line
    return text


def without_dates(text):
    """Return a text with full dates, and months with a year, blanked: they are no periods."""
    for pattern in (WRITTEN_DATE, NUMBER_DATE, ISO_DATE, MONTH_AND_YEAR):
        text = pattern.sub(lambda match: " " + "#" * (len(match[0]) - 1), text)
    return text


def without_footnotes(text):
    """Return a text without the numbers of footnotes that are glued to a word or a year."""
    return GLUED_TO_YEAR.sub(r"\1", GLUED_TO_WORD.sub("", text))
