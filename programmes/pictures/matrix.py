"""Goals, or fields, by years: in each cell how many activities, and what came of them."""

from dataclasses import dataclass

from programmes.pictures.scale import lines, percent

LETTERS, LINE, CELL, SPACE, TOP = 44, 26, 44, 14, 26
# A cell to touch is at least 24 pixels wide, with the space beside it 26.
NARROWEST = 26
# The share of its column that a cell fills.
WIDE = 0.95


@dataclass(frozen=True)
class Row:
    """A goal or a field.

    Attributes:
        url: its own address. query: the filter of the list of activities that names it.
        counts: per year how many activities have which status.
    """

    label: str
    url: str
    query: str
    counts: dict


@dataclass(frozen=True)
class Part:
    """A share of a cell: the activities with one status."""

    status: str
    count: int
    x: str
    width: str


@dataclass(frozen=True)
class Cell:
    year: int
    total: int
    counts: dict
    x: str
    width: str
    y: str
    parts: tuple


@dataclass(frozen=True)
class Band:
    """A row as drawn: its name in lines above its cells."""

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
        """Return the width below which it is to be scrolled, in pixels."""
        return NARROWEST * len(self.years)


def matrix(rows, years):
    """Return the `Matrix` of the rows, top to bottom, over `years`, a sequence of numbers."""
    years, bands, top = list(years), [], TOP
    for row in rows:
        name = tuple((f"{top + (n + 1) * LINE - 6}px", text) for n, text in named(row))
        top += len(name) * LINE
        bands.append(Band(row, name, tuple(cells(row, years, top))))
        top += CELL + SPACE
    heads = tuple((year, percent((n + WIDE / 2) / len(years))) for n, year in enumerate(years))
    return Matrix(top, heads, tuple(bands))


def named(row):
    return enumerate(lines(row.label[:1].upper() + row.label[1:], LETTERS))


def cells(row, years, top):
    for number, year in enumerate(years):
        counts = row.counts.get(year, {})
        yield Cell(
            year=year,
            total=sum(counts.values()),
            counts=counts,
            x=percent(number / len(years)),
            width=percent(WIDE / len(years)),
            y=f"{top}px",
            parts=tuple(parts(counts)),
        )


def parts(counts):
    """Yield the `Part`s of a whole that is divided as `counts` says, in its order."""
    total, before = sum(counts.values()), 0
    for status, count in counts.items():
        if count:
            yield Part(status, count, percent(before / total), percent(count / total))
            before += count
