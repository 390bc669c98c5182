"""The layout of a page: pieces of text, and the column beside the main text."""

from collections import Counter
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
    """Return the pieces in a column that begins at `start`, or an empty set."""
    rows = [piece.row for piece in pieces if abs(piece.x - start) <= tolerance]
    if len(rows) < LEAST:
        return set()
    beside = [piece for piece in pieces if min(rows) <= piece.row <= max(rows)]
    if any(piece.x < start - tolerance and piece.end > start for piece in beside):
        return set()
    return {piece for piece in beside if piece.x >= start - tolerance}


def left_column(pieces, main, tolerance):
    """Return the pieces that begin and end left of where the main text begins, or an empty set."""
    left = [piece for piece in pieces if piece.end < main - tolerance]
    starts = Counter(round(piece.x) for piece in left)
    return set(left) if max(starts.values(), default=0) > MOST_LABELS else set()
