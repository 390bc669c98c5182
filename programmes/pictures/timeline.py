"""The timeline: perspectives, programmes and reports as bands of years, letters as marks.

The same rows are drawn twice: horizontally for a wide window, vertically for a phone.
"""

from dataclasses import dataclass, field

from programmes.pictures.scale import Years, pack, percent, spread

LANES = ("perspective", "programme", "annual-report", "letter", "adjustment")
MARKS = ("letter", "adjustment")
# The middle of a mark, below its top, in px.
MIDDLE = 12


@dataclass(frozen=True)
class Row:
    """A record on the timeline.

    Attributes:
        kind: one of `LANES`.
        start, end: in years, as 2024.5; equal for a single day.
        text: the text in its shape, if it fits.
        label: its full name.
        url: the address of its page.
    """

    kind: str
    start: float
    end: float
    text: str
    label: str
    url: str


@dataclass(frozen=True)
class Shape:
    """A row as drawn; `turned` in the vertical timeline."""

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
    """The line of a year, or of today, from (x1, y1) to (x2, y2), with its label."""

    label: str
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Heading:
    """The heading of a lane, with the point where it begins."""

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
    """Return the `Years` that include all rows and `today`, in years."""
    moments = [today, *(row.start for row in rows)]
    ends = [today, *(row.end - 0.001 if row.end > row.start else row.end for row in rows)]
    return Years(int(min(moments)), int(max(ends)))


def placed(rows, gap):
    """Yield (lane, track, number of tracks in the lane, row, start, end) for each row.

    Marks closer together than `gap`, in years, are moved apart.
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


# Heights of the axis, a heading and a band, and the space below a lane, in px.
TOP, HEADING, BAND, SPACE = 30, 22, 34, 14


def horizontal(rows, today):
    """Return the `Timeline` for a wide window: time runs to the right.

    Args:
        rows: `Row`s in any order.
        today: the present day, in years.
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


# The left and right of each lane on a phone, as shares of the width.
ACROSS = {
    "perspective": (0.14, 0.40),
    "programme": (0.42, 0.66),
    "annual-report": (0.68, 0.80),
    "letter": (0.82, 0.90),
    "adjustment": (0.91, 0.99),
}
# The heights of a year, and of the vertical headings of the lanes, in px.
YEAR, NAMES = 46, 160


def vertical(rows, today):
    """Return the `Timeline` for a phone: the newest year at the top."""
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
