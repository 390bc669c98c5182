"""Periods of whole days, and arithmetic with calendar months."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
# The first day of "voor …" until it is known from which day to count.
OPEN = date.min


class Period(NamedTuple):
    """An interval of whole days, both inclusive."""

    first: date
    last: date


def period_in_words(period):
    """Return a period in Dutch: "3 mei 2024", "3 mei 2024 tot en met 5 juni 2024"."""
    first, last = (f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in period)
    return first if first == last else f"{first} tot en met {last}"


def months(year, first, number=1):
    """Return a period of whole months; month 13 is January of the next year."""
    day = add_months(date(year, 1, 1), first - 1)
    return Period(day, add_months(day, number) - timedelta(1))


def whole_year(year):
    return months(year, 1, 12)


def add_months(day, number):
    """Return the same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_of(day):
    monday = day - timedelta(day.weekday())
    return Period(monday, monday + timedelta(6))


def until(last):
    return Period(OPEN, last)


def part_of(period, index, parts):
    """Return a part of a period: of whole months, or of the days of one month.

    Raises:
        ValueError: the period cannot be divided in so many parts.
    """
    first, last = period
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if first == OPEN or first.day != 1 or months(first.year, first.month, count) != period:
        raise ValueError(period)
    if count == 1:
        days = 30 // parts
        end = last if index == parts - 1 else first + timedelta(days * (index + 1) - 1)
        return Period(first + timedelta(days * index), end)
    if count % parts:
        raise ValueError(period)
    return months(first.year, first.month + count // parts * index, count // parts)
