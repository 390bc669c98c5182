"""The layout of a page: pieces of text, and the column beside the main text."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass

# The part of the width of the main text right of which a side column begins.
SIDE_BEGINS = 0.45
# A column at the left has more pieces than this: numbers and labels are there too.
MOST_LABELS = 4
# The smallest number of pieces of a column.
LEAST = 3


@dataclass(frozen=True)
class Piece:
    """Words on one line with no wide gap between them.

    Attributes:
        row: its line, counted or measured from the top.
        x, end: its left and right edge, in one unit.
        text: the words.
        page: the page, from 1.
    """

    row: float
    x: float
    end: float
    text: str
    page: int = 1


def side_column(pieces, tolerance=1):
    """Return the pieces of a page that form a column beside the main text.

    Such a column, with sender, reference and attachments, has at least LEAST pieces that begin
    at the same place, and no line of the main text reaches into it. It is at the right or, with
    more pieces, at the left.

    Args:
        pieces: the `Piece`s of one page.
        tolerance: the largest difference in `x` within a column.

    Returns:
        A set of pieces, empty when there is no such column.
    """
    left, right = main_start(pieces), max((piece.end for piece in pieces), default=0)
    begins = left + SIDE_BEGINS * (right - left)
    starts = sorted({piece.x for piece in pieces if piece.x > begins})
    columns = [right_column(pieces, start, tolerance) for start in starts]
    return max([left_column(pieces, left, tolerance), *columns], key=len)


def main_start(pieces):
    """Return the left edge of the main text: the `x` with the most text."""
    lengths = Counter()
    for piece in pieces:
        lengths[round(piece.x)] += len(piece.text)
    return max(lengths, key=lengths.get, default=0)


def right_column(pieces, start, tolerance):
    """Return the pieces in a column that begins at `start`, or an empty set.

    A line that reaches into the column divides it; then the longest part counts.
    """
    across = sorted(p.row for p in pieces if p.x < start - tolerance and p.end > start)
    parts = defaultdict(list)
    for piece in pieces:
        if abs(piece.x - start) <= tolerance:
            parts[bisect_left(across, piece.row), bisect_right(across, piece.row)].append(piece.row)
    rows = max(parts.values(), key=len, default=[])
    if len(rows) < LEAST:
        return set()
    return {p for p in pieces if min(rows) <= p.row <= max(rows) and p.x >= start - tolerance}


def left_column(pieces, main, tolerance):
    """Return the pieces that begin and end left of where the main text begins, or an empty set."""
    left = [piece for piece in pieces if piece.end < main - tolerance]
    starts = Counter(round(piece.x) for piece in left)
    return set(left) if max(starts.values(), default=0) > MOST_LABELS else set()
