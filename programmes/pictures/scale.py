"""Scales of a time axis, and layout of what would overlap."""

from dataclasses import dataclass


def percent(share):
    """Return a share from 0 to 1 as an SVG length: 0.125 is "12.5%"."""
    return f"{round(100 * share, 2):g}%"


def year_of(day):
    """Return a date as a float of years: 1 July 2024 is about 2024.5."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


@dataclass(frozen=True)
class Years:
    """The years of a picture, from the first day of `first` to the last day of `last`."""

    first: int
    last: int

    def __iter__(self):
        return iter(range(self.first, self.last + 1))

    def __len__(self):
        return self.last - self.first + 1

    def share(self, moment):
        """Return the position of a moment, in years, from 0 (start of the picture) to 1 (end)."""
        return (moment - self.first) / len(self)


def pack(spans):
    """Return the row, from 0, of each (start, end) span: the first in which it overlaps none."""
    ends, rows = [], []
    for start, end in spans:
        row = next((row for row, last in enumerate(ends) if last <= start), len(ends))
        ends[row : row + 1] = [end]
        rows.append(row)
    return rows  # fmt: skip


def spread(places, gap):
    """Return `places`, sorted shares, moved apart to a distance of at least `gap`.

    They stay between 0 and 1 if there is room.
    """
    moved = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    limit = 1.0
    for index in range(len(moved) - 1, -1, -1):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - gap
    return [max(0.0, place) for place in moved]


def lines(text, width):
    """Return a text as lines of at most `width` characters; a longer word has a line of its own."""
    cut = [""]
    for word in text.split():
        longer = f"{cut[-1]} {word}".strip()
        if len(longer) <= width or not cut[-1]:
            cut[-1] = longer
        else:
            cut.append(word)
    return cut
