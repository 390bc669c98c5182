"""A matrix of goals or fields by year: a cell has the number of activities, by outcome."""

from dataclasses import dataclass

from programmes.pictures.scale import lines, percent

# Characters in a line of a name; heights of a line, a cell, the space below and the head, in px.
LETTERS, LINE, CELL, SPACE, TOP = 44, 26, 44, 14, 26
# The width of the smallest touch target, 24 px, with the space beside it.
# Source: WCAG 2.2, 2.5.8 Target Size (Minimum).
NARROWEST = 26
# The width of a cell, as a share of its column.
WIDE = 0.95


@dataclass(frozen=True)
class Row:
    """A goal or a field.

    Attributes:
        url: the address of its page.
        query: the query string that filters the list of activities on it.
        counts: {year: {outcome: number of activities}}.
    """

    label: str
    url: str
    query: str
    counts: dict


@dataclass(frozen=True)
class Part:
    """The part of a cell or bar for one outcome; `x` and `width` are shares of the whole."""

    outcome: str
    count: int
    x: str
    width: str


@dataclass(frozen=True)
class Cell:
    """A year of a row; `sign` is the number of activities as far as it is known."""

    year: int
    total: int
    sign: str
    counts: dict
    x: str
    width: str
    y: str
    parts: tuple


@dataclass(frozen=True)
class Band:
    """A row as drawn: its name in lines, above its cells."""

    row: Row
    name: tuple
    cells: tuple


@dataclass(frozen=True)
class Matrix:
    height: int
    years: tuple
    bands: tuple

    @property
    def narrowest(self):
        """The minimum width in pixels; a narrower window scrolls it."""
        return NARROWEST * len(self.years)


def matrix(rows, years, coverage):
    """Return the `Matrix` of `rows`, from top to bottom, by `years`.

    Args:
        years: a sequence of ints.
        coverage: {year: how far its activities are known}: "alle", "deels" or "onbekend"; a year
            without a programme is missing.
    """
    years, bands, top = list(years), [], TOP
    for row in rows:
        name = tuple((f"{top + (n + 1) * LINE - 6}px", text) for n, text in named(row))
        top += len(name) * LINE
        bands.append(Band(row, name, tuple(cells(row, years, top, coverage))))
        top += CELL + SPACE
    heads = tuple((year, percent((n + WIDE / 2) / len(years))) for n, year in enumerate(years))
    return Matrix(top, heads, tuple(bands))


def named(row):
    return enumerate(lines(row.label[:1].upper() + row.label[1:], LETTERS))


def sign_of(total, coverage):
    """Return a number as text, with "+" when it is a minimum; "?" and "–" for no number."""
    if total:
        return f"{total}" if coverage == "alle" else f"{total}+"
    return {"alle": "0", "deels": "0+", "onbekend": "?"}.get(coverage, "–")


def cells(row, years, top, coverage):
    for number, year in enumerate(years):
        counts = row.counts.get(year, {})
        yield Cell(
            year=year,
            total=sum(counts.values()),
            sign=sign_of(sum(counts.values()), coverage.get(year)),
            counts=counts,
            x=percent(number / len(years)),
            width=percent(WIDE / len(years)),
            y=f"{top}px",
            parts=tuple(parts(counts)),
        )


def parts(counts):
    """Yield the `Part`s for `counts`, {outcome: number}, in that order, without zeros."""
    total, before = sum(counts.values()), 0
    for outcome, count in counts.items():
        if count:
            yield Part(outcome, count, percent(before / total), percent(count / total))
            before += count
