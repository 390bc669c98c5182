"""The grammar of terms, as tables of rules: docs/reference/terms.md is made from them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from programmes.period.days import (
    MONTHS,
    Period,
    add_months,
    months,
    part_of,
    period_in_words,
    until,
    week_of,
    whole_year,
)
from programmes.period.words import MONTH, NUMBERS, YEAR, month_number


class Term(NamedTuple):
    """A term: its period as a function of the year, and the year that it names, or None."""

    on: Callable[[int], Period]
    year: int | None = None


class Unit(NamedTuple):
    """A unit of time: its length, and the words for the one that holds a day."""

    months: int
    days: int
    words: Callable[[date], str]


class Rule(NamedTuple):
    """A pattern, and what is made of its groups.

    Attributes:
        build: for `RULES` from groups to a `Term`, in which the groups `of`, `start` and `end` are
            terms; for `RELATIVE` from the day on which the words were told, and groups, to words.
        means: the rule as a sentence of the reference.
        examples: words to which the rule applies.
    """

    pattern: str
    build: Callable
    means: str
    examples: tuple[str, ...]


SEASONS = {"voorjaar": 3, "zomer": 6, "najaar": 9, "winter": 12}
# Month and day from which the first Friday begins the recess.
RECESSES = {"zomer": (7, 3), "kerst": (12, 18)}
PARTS = {"begin": 0, "medio": 1, "eind": 2}
UNITS = {
    "dag": Unit(0, 1, lambda day: period_in_words(Period(day, day))),
    "week": Unit(0, 7, lambda day: period_in_words(week_of(day))),
    "maand": Unit(1, 0, lambda day: f"{MONTHS[day.month - 1]} {day.year}"),
    "kwartaal": Unit(3, 0, lambda day: f"{(day.month + 2) // 3} kwartaal {day.year}"),
    "halfjaar": Unit(6, 0, lambda day: f"{(day.month + 5) // 6} halfjaar {day.year}"),
    "jaar": Unit(12, 0, lambda day: str(day.year)),
}
NUMBER = rf"({'|'.join(NUMBERS)}|\d{{1,3}})"
UNIT = rf"({'|'.join(UNITS)})"
TO = r"(?: ?[/-] ?| of | tot en met | tot )"


def later(day, number, unit):
    """Return the day that lies a number of units later; the number is a word or digits."""
    unit, number = UNITS[unit], NUMBERS.get(number) or int(number)
    return add_months(day, unit.months * number) + timedelta(unit.days * number)


def derived(change):
    """Return a builder: a term of which the period is changed by a function."""
    return lambda of, **groups: Term(lambda year: change(of.on(year), **groups), of.year)


def recess_begins(year, recess):
    day = date(year, *RECESSES[recess])
    return day + timedelta((4 - day.weekday()) % 7)


def coming(day, season):
    """Return the words of the next season that begins after a day."""
    year = day.year + (months(day.year, SEASONS[season]).first <= day)
    return f"winter {year}-{year + 1}" if season == "winter" else f"{season} {year}"


def joined(start, end):
    """Return the term from one term to another; a year that one lacks is that of the other."""
    if whole_year in (start.on, end.on) and None in (start.year, end.year):
        return None

    def on(year):
        first, last = start.on(start.year or year), end.on(end.year or year)
        if first.first > last.last and start.year is None:
            first = start.on(year - 1)
        elif first.first > last.last and end.year is None:
            last = end.on(year + 1)
        return Period(first.first, last.last)

    return Term(on, end.year or start.year)


def in_year(of, year):
    return None if of.year else Term(of.on, int(year))


RELATIVE = (
    Rule(
        rf"binnen {NUMBER} {UNIT}",
        lambda day, *length: f"uiterlijk {period_in_words(Period(*[later(day, *length)] * 2))}",
        "From the day it was told, to so much later; a month is a calendar month.",
        ("binnen zes weken", "binnen 42 dagen", "binnen drie maanden"),
    ),
    Rule(
        rf"over {NUMBER} {UNIT}",
        lambda day, number, unit: UNITS[unit].words(later(day, number, unit)),
        "The day, week, month, quarter or year so much later, as a whole.",
        ("over tien dagen", "over twee weken", "over drie maanden"),
    ),
    Rule(
        rf"deze {UNIT}",
        lambda day, unit: UNITS[unit].words(day),
        "The one that holds the day it was told.",
        ("deze maand", "dit kwartaal"),
    ),
    Rule(
        rf"volgende {UNIT}",
        lambda day, unit: UNITS[unit].words(later(day, 1, unit)),
        "The one after that.",
        ("volgende maand", "volgend jaar", "eerste kwartaal van volgend jaar"),
    ),
    Rule(
        rf"deze (voorjaar|zomer|najaar|{MONTH})",
        lambda day, name: f"{name} {day.year}",
        "In the calendar year in which it was told.",
        ("dit najaar", "deze zomer"),
    ),
    Rule(
        f"komende ({'|'.join(SEASONS)})",
        coming,
        "The next one that has not begun.",
        ("komend voorjaar", "komende winter"),
    ),
    Rule(
        "volgende (voorjaar|zomer|najaar)",
        lambda day, name: f"{name} {day.year + 1}",
        "In the next calendar year.",
        ("volgend voorjaar",),
    ),
    Rule(
        rf"jaar(?! {YEAR})",
        lambda day: str(day.year),
        "The calendar year in which it was told.",
        ("dit jaar", "het hele jaar", "voor het einde van het jaar"),
    ),
)
RULES = (
    Rule(
        rf"voor (?P<recess>zomer|kerst)(?:reces)?(?: (?P<year>{YEAR}))?",
        lambda recess, year: Term(
            lambda year: until(recess_begins(year, recess) - timedelta(1)), year and int(year)
        ),
        "Until the day before the recess of the House, which begins on the first Friday from "
        "3 July, or from 18 December.",
        ("voor de zomer", "voor het zomerreces van 2025", "voor het kerstreces"),
    ),
    Rule(
        "voor eind (?P<of>.+)",
        derived(lambda period: until(period.last)),
        "Until the last day of the period.",
        ("voor het einde van 2025", "voor eind mei"),
    ),
    Rule(
        "voor (?P<of>.+)",
        derived(lambda period: until(period.first - timedelta(1))),
        "Until the day before the period.",
        ("voor 1 juli 2024", "voor 2025", "voor het najaar"),
    ),
    Rule(
        "(?:uiterlijk|tot en met) (?P<of>.+)",
        derived(lambda period: until(period.last)),
        "Until the last day of the period.",
        ("uiterlijk 30 juni 2024", "uiterlijk in het derde kwartaal", "later dit jaar"),
    ),
    Rule(
        "tussen (?P<start>.+?) en (?P<end>.+)",
        joined,
        "From the first day of the one to the last day of the other.",
        ("tussen mei en augustus 2024",),
    ),
    Rule(
        rf"winter (?P<year>{YEAR})[/-](?P<next_year>{YEAR})",
        lambda year, next_year: (
            Term(lambda first: months(first, 12, 3), int(year))
            if int(next_year) == int(year) + 1
            else None
        ),
        "December to February. A winter with one year can be either of two: not known.",
        ("winter 2024-2025",),
    ),
    Rule(
        rf"(?P<start>.+?){TO}(?P<end>.+)",
        joined,
        "Two terms joined by “/”, “-”, “of” or “tot”: from the first day of the one to the last "
        "day of the other.",
        ("2018-2020", "einde 2018/1e kwartaal 2019", "november tot februari 2025"),
    ),
    Rule(
        rf"(?P<part>{'|'.join(PARTS)}) (?P<of>.+)",
        derived(lambda period, part: part_of(period, PARTS[part], 3)),
        "The first, middle or last third: of a year four months, of a quarter or season a month, "
        "of a month 1 to 10, 11 to 20, and from 21.",
        ("begin 2024", "medio 2018 gereed", "eind 2025", "halverwege mei", "eind derde kwartaal"),
    ),
    Rule(
        "(?P<half>[12]) helft (?P<of>.+)",
        derived(lambda period, half: part_of(period, int(half) - 1, 2)),
        "Half of the months; of a month 1 to 15, and from 16.",
        ("eerste helft van 2024", "tweede helft van mei"),
    ),
    Rule(
        rf"(?P<day>\d\d?) (?P<month>{MONTH})",
        lambda day, month: Term(
            lambda year: Period(*[date(year, month_number(month), int(day))] * 2)
        ),
        "A day.",
        ("3 mei 2024", "2024-05-03", "3-5-2024", "22 september"),
    ),
    Rule(
        rf"(?P<month>{MONTH})",
        lambda month: Term(lambda year: months(year, month_number(month))),
        "A month.",
        ("mei 2024", "mei"),
    ),
    Rule(
        rf"(?P<first>[1-4])(?:{TO}(?P<last>[1-4]))? kwartaal",
        lambda first, last: Term(
            lambda year: months(year, int(first) * 3 - 2, (int(last or first) - int(first) + 1) * 3)
        ),
        "A quarter.",
        ("vierde kwartaal 2024", "1e kwartaal 2019", "Q4 2024", "K3", "3e/4e kwartaal 2018"),
    ),
    Rule(
        "(?P<half>[12]) halfjaar",
        lambda half: Term(lambda year: months(year, int(half) * 6 - 5, 6)),
        "Half a year.",
        ("tweede halfjaar", "eerste halfjaar 2024"),
    ),
    Rule(
        f"(?P<season>{'|'.join(SEASONS)})",
        lambda season: Term(lambda year: months(year, SEASONS[season], 3)),
        "A season: three whole months, as meteorologists count them.",
        ("najaar 2025", "voorjaar", "zomer", "winter"),
    ),
    Rule(
        "na zomer(?:reces)?",
        lambda: Term(lambda year: months(year, SEASONS["najaar"], 3)),
        "The autumn: the House meets again about 1 September.",
        ("na de zomer", "na het zomerreces van 2025"),
    ),
    Rule(
        rf"(?:jaar )?(?P<year>{YEAR})",
        lambda year: Term(whole_year, int(year)),
        "A year.",
        ("2019", "het hele jaar 2024", "verschijnt in 2024", "start in 2018, als de wet er dan is"),
    ),
    Rule(rf"(?P<of>(?!.*winter).+?)[ /-](?:jaar )?(?P<year>{YEAR})", in_year, "", ()),
    Rule(rf"(?P<year>{YEAR})[ /-](?P<of>(?!.*winter).+)", in_year, "", ()),
)
