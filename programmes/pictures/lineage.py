"""The lineage of a goal: the chain of goals it continues and is continued by.

Under each goal, by year: the elaboration in the programme, and a dot for each activity.
"""

from dataclasses import dataclass

from programmes.pictures.scale import lines, percent

# Characters in a line of a name; heights of a line and a year, and the space below a goal, in px.
LETTERS, LINE, YEAR, SPACE = 33, 21, 36, 26
# The start and the distance of the dots, as shares of the width, and the number in a row: on a
# phone, a dot with its space is a large enough touch target.
DOTS, STEP, A_ROW = 0.36, 0.08, 8


@dataclass(frozen=True)
class Activity:
    title: str
    outcome: str
    url: str


@dataclass(frozen=True)
class Year:
    """A year of a goal: the elaboration in its programme, or "", and the activities."""

    year: int
    elaboration: str
    elaboration_url: str
    activities: tuple


@dataclass(frozen=True)
class Goal:
    """A goal in the chain; `after` holds the keys of the goals it continues."""

    key: int
    title: str
    period: str
    url: str
    after: tuple
    years: tuple


@dataclass(frozen=True)
class Dot:
    activity: Activity
    x: str
    y: str


@dataclass(frozen=True)
class YearRow:
    year: Year
    y: str
    dots: tuple


@dataclass(frozen=True)
class Block:
    """A goal as drawn: a band with its name, and rows of years below."""

    goal: Goal
    y: str
    height: str
    name: tuple
    rows: tuple


@dataclass(frozen=True)
class Lineage:
    height: int
    blocks: tuple
    links: tuple


def lineage(goals):
    """Return the `Lineage` of the `Goal`s of a chain, given from old to new."""
    blocks, links, top, bottoms = [], [], 0, {}
    for goal in goals:
        name = lines(goal.title[:1].upper() + goal.title[1:], LETTERS)
        band = 30 + len(name) * LINE
        links += [(f"{bottoms[key]}px", f"{top}px") for key in goal.after if key in bottoms]
        drawn = tuple((f"{top + 42 + n * LINE}px", text) for n, text in enumerate(name))
        rows, below = year_rows(goal.years, top + band + 8)
        blocks.append(Block(goal, f"{top}px", f"{band}px", drawn, rows))
        bottoms[goal.key] = below
        top = below + SPACE
    return Lineage(max(0, top - SPACE), tuple(blocks), tuple(links))


def year_rows(years, top):
    """Return the `YearRow`s of a goal from `top` down, and the bottom of the last, in px."""
    rows = []
    for year in years:
        dots = tuple(
            Dot(activity, percent(DOTS + STEP * (n % A_ROW)), f"{top + 18 + YEAR * (n // A_ROW)}px")
            for n, activity in enumerate(year.activities)
        )
        rows.append(YearRow(year, f"{top + 18}px", dots))
        top += YEAR * max(1, -(-len(year.activities) // A_ROW))
    return tuple(rows), top
