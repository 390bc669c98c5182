"""The life of an activity on a time axis: its programmes as bands, its events as marks."""

from dataclasses import dataclass

from programmes.pictures.scale import Years, percent, spread

# The share of the width beside the axis; heights of a band and of the axis, in px.
MARGIN, BAND, LINE = 0.05, 30, 46


@dataclass(frozen=True)
class Planned:
    """A programme with the activity, and its years."""

    first_year: int
    last_year: int
    text: str
    label: str
    url: str


@dataclass(frozen=True)
class Happened:
    """An event at a moment in years, as 2024.5; `target` is the link to its text on the page."""

    moment: float
    kind: str
    label: str
    target: str


@dataclass(frozen=True)
class Band:
    planned: Planned
    x: str
    width: str
    y: str


@dataclass(frozen=True)
class Mark:
    happened: Happened
    number: int
    x: str


@dataclass(frozen=True)
class Life:
    height: int
    line: int
    foot: int
    years: tuple
    bands: tuple
    marks: tuple


def life(planned, happened):
    """Return the `Life` of an activity, or None when both arguments are empty.

    Args:
        planned: `Planned`s, by year.
        happened: `Happened`s, by moment.
    """
    if not (planned or happened):
        return None
    moments = [each.moment for each in happened]
    firsts = [*(each.first_year for each in planned), *map(int, moments)]
    lasts = [*(each.last_year for each in planned), *map(int, moments)]
    years = Years(min(firsts), max(lasts))

    def place(moment):
        return MARGIN + (1 - 2 * MARGIN) * years.share(moment)

    bands = tuple(
        Band(
            each,
            percent(place(each.first_year)),
            percent(place(each.last_year + 1) - place(each.first_year)),
            f"{row * BAND}px",
        )
        for row, each in enumerate(planned)
    )
    line = len(planned) * BAND + (22 if happened else 8)
    # The width of a mark is about a tenth of a phone.
    gap = min(0.1, 1 / max(1, len(moments)))
    places = spread([place(moment) for moment in moments], gap)
    marks = tuple(
        Mark(each, number, percent(at))
        for number, (each, at) in enumerate(zip(happened, places, strict=True), 1)
    )
    ticks = tuple((year, percent(place(year))) for year in years)
    return Life(line + LINE, line, line + LINE - 6, ticks, bands, marks)
