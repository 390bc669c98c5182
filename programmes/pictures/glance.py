"""A programme at a glance: bars with the status of its activities, in total and by field."""

from dataclasses import dataclass

from programmes.pictures.matrix import parts
from programmes.pictures.scale import lines, percent

# Characters in a line of a name; heights of a line and a bar, and the space below, in px.
LETTERS, LINE, BAR, SPACE = 40, 21, 22, 12


@dataclass(frozen=True)
class Bar:
    """A field as drawn: its name in lines, and a bar in proportion to its number of activities."""

    key: str
    label: str
    counts: dict
    count: int
    name: tuple
    y: str
    width: str
    parts: tuple


@dataclass(frozen=True)
class Glance:
    total: int
    parts: tuple
    height: int
    bars: tuple

    @property
    def overlaps(self):
        """Whether the bars add up to more than the total."""
        return sum(bar.count for bar in self.bars) > self.total


def glance(statuses, fields):
    """Return the `Glance` of a programme.

    Args:
        statuses: {status: number of activities}, in the order to draw them.
        fields: (key, name, {status: number of activities}) of each field. An activity with two
            fields counts in both.
    """
    longest = max((sum(counts.values()) for _key, _name, counts in fields), default=1)
    bars, top = [], 0
    for key, name, counts in fields:
        named = enumerate(lines(name[:1].upper() + name[1:], LETTERS))
        drawn = tuple((f"{top + (n + 1) * LINE - 5}px", text) for n, text in named)
        top += len(drawn) * LINE
        count = sum(counts.values())
        width = percent(0.9 * count / longest)
        bars.append(Bar(key, name, counts, count, drawn, f"{top}px", width, tuple(parts(counts))))
        top += BAR + SPACE
    return Glance(sum(statuses.values()), tuple(parts(statuses)), top, tuple(bars))
