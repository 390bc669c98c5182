"""The lineage of a goal: the goals it came from and went on as, and under each, year by year, how a
programme made it concrete, and the activities with what came of them."""

from dataclasses import dataclass

from programmes.pictures.scale import lines, percent

LETTERS, LINE, YEAR, SPACE = 33, 21, 36, 26
# Where the dots of the activities begin, how far they stand apart, how many fit in a row: on a
# phone a dot and the space around it are large enough to touch.
DOTS, STEP, A_ROW = 0.36, 0.08, 8


@dataclass(frozen=True)
class Activity:
    title: str
    status: str
    url: str


@dataclass(frozen=True)
class Year:
    """A year of a goal: the programme's elaboration if there is one, and the activities."""

    year: int
    elaboration: str
    elaboration_url: str
    activities: tuple


@dataclass(frozen=True)
class Goal:
    """A goal in the chain. `after` holds the keys of the goals it continues."""

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
    """A goal as drawn: its name in a band, its years below."""

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
    """Return the `Lineage` of the goals of a chain, the oldest first."""
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
    """Return the rows of the years of a goal, and where the next thing may begin."""
    rows = []
    for year in years:
        dots = tuple(
            Dot(activity, percent(DOTS + STEP * (n % A_ROW)), f"{top + 18 + YEAR * (n // A_ROW)}px")
            for n, activity in enumerate(year.activities)
        )
        rows.append(YearRow(year, f"{top + 18}px", dots))
        top += YEAR * max(1, -(-len(year.activities) // A_ROW))
    return tuple(rows), top
