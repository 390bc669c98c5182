"""The timeline: perspectives, programmes and reports as bands of years, letters as marks.

It is drawn twice from the same rows, lying for a wide window and standing for a phone.
"""

from dataclasses import dataclass, field

from programmes.pictures.scale import Years, pack, percent, spread

LANES = ("perspective", "programme", "annual-report", "letter", "adjustment")
MARKS = ("letter", "adjustment")
# How far below its top the drawing of a mark has its middle, in px.
MIDDLE = 12


@dataclass(frozen=True)
class Row:
    """Something with a place in time.

    Attributes:
        kind: one of `LANES`.
        start, end: in years, as 2024.5; they are equal for something that happened on one day.
        text: what is drawn in its shape, if it fits. label: what it is, in full.
    """

    kind: str
    start: float
    end: float
    text: str
    label: str
    url: str


@dataclass(frozen=True)
class Shape:
    """A row as drawn; lengths are texts with their unit."""

    row: Row
    x: str
    y: str
    width: str
    height: str
    turned: bool = False

    @property
    def is_mark(self):
        return self.row.kind in MARKS


@dataclass(frozen=True)
class Line:
    """A year of the axis, or today: where its line runs and its number stands."""

    label: str
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Heading:
    """The name of a lane, above it."""

    kind: str
    x: str
    y: str
    turned: bool = False


@dataclass
class Timeline:
    height: int
    shapes: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    headings: list = field(default_factory=list)
    now: Line | None = None


def years_of(rows, today):
    """Return the `Years` that hold all rows and today, given in years."""
    moments = [today, *(row.start for row in rows)]
    ends = [today, *(row.end - 0.001 if row.end > row.start else row.end for row in rows)]
    return Years(int(min(moments)), int(max(ends)))


def placed(rows, gap):
    """Return (lane, row in the lane, number of rows in the lane, row, start, end) of each row.

    Marks nearer to one another than `gap`, in years, are moved apart.
    """
    for lane, kind in enumerate(LANES):
        here = sorted((row for row in rows if row.kind == kind), key=lambda row: row.start)
        spans = [(row.start, row.end) for row in here]
        if kind in MARKS and here:
            far = max(row.start for row in here) + gap * len(here)
            spans = [(far * place,) * 2 for place in spread([s / far for s, _ in spans], gap / far)]
            packed = [0] * len(here)
        else:
            packed = pack(spans)
        for row, within, (start, end) in zip(here, packed, spans, strict=True):
            yield lane, within, max(packed) + 1, row, start, end


TOP, HEADING, BAND, SPACE = 30, 22, 34, 14


def lying(rows, today):
    """Return the `Timeline` for a wide window: time runs to the right.

    Args:
        rows: `Row`s in any order.
        today: the moment of now, in years.
    """
    years = years_of(rows, today)
    everything = list(placed(rows, gap=len(years) / 45))
    picture, top = Timeline(0), TOP
    for lane, kind in enumerate(LANES):
        here = [each[1:] for each in everything if each[0] == lane]
        if not here:
            continue
        picture.headings.append(Heading(kind, "0%", f"{top + 15}px"))
        top += HEADING
        for within, _count, row, start, end in here:
            x, y = percent(years.share(start)), f"{top + within * BAND}px"
            width = percent((end - start) / len(years))
            picture.shapes.append(Shape(row, x, y, width, f"{BAND - 4}px"))
        top += here[0][1] * BAND + SPACE
    for year in years:
        x = percent(years.share(year))
        picture.lines.append(Line(str(year), x, f"{TOP - 8}px", x, f"{top}px"))
    x = percent(years.share(today))
    picture.now = Line("", x, "0px", x, f"{top}px")
    picture.height = top
    return picture


# Across a phone: where the lanes begin and end, as shares of the width.
ACROSS = {
    "perspective": (0.14, 0.40),
    "programme": (0.42, 0.66),
    "annual-report": (0.68, 0.80),
    "letter": (0.82, 0.90),
    "adjustment": (0.91, 0.99),
}
# The height of a year, and of the names of the lanes, which run up.
YEAR, NAMES = 46, 160


def standing(rows, today):
    """Return the `Timeline` for a phone: time runs down, the newest year first."""
    years = years_of(rows, today)
    end = years.last + 1
    picture = Timeline(NAMES + YEAR * len(years))

    def down(moment):
        return NAMES + round((end - moment) * YEAR)

    for kind in sorted({row.kind for row in rows}, key=LANES.index):
        middle = percent(sum(ACROSS[kind]) / 2)
        picture.headings.append(Heading(kind, middle, f"{NAMES - 10}px", turned=True))

    for _lane, within, count, row, start, stop in placed(rows, gap=28 / YEAR):
        left, right = ACROSS[row.kind]
        wide = (right - left) / count
        mark = wide / 2 if row.kind in MARKS else 0
        x, width = percent(left + within * wide + mark), percent(wide - 0.01)
        y, height = down(stop) - (MIDDLE if mark else 0), down(start) - down(stop) - 3
        picture.shapes.append(Shape(row, x, f"{y}px", width, f"{max(height, 0)}px", turned=True))
    for year in years:
        y = f"{down(year + 1)}px"
        picture.lines.append(Line(str(year), "0%", y, "100%", y))
    now = f"{down(today)}px"
    picture.now = Line("", "0%", now, "100%", now)
    return picture
