"""Where text stands on a page: pieces, and the column at the side."""

from collections import Counter
from dataclasses import dataclass

# A side column begins right of this part of the width that the main text has.
SIDE_BEGINS = 0.45
# At the left more pieces make a column: numbers and labels stand there too.
MOST_LABELS = 4


@dataclass(frozen=True)
class Piece:
    """Words on one line with no wide gap between them.

    Attributes:
        row: the line it stands on, counted or measured from the top.
        x: where it begins, from the left; `end` is where it ends, in the same unit.
        text: the words.
        page: the page, from 1.
    """

    row: float
    x: float
    end: float
    text: str
    page: int = 1


def side_column(pieces, tolerance=1, least=3):
    """Return the pieces of a page that stand in a column beside the main text.

    Such a column, with sender, reference and attachments, has at least `least` pieces that begin
    at the same place, and no line of the main text reaches into it. It stands at the right, or,
    with more pieces, at the left.

    Args:
        pieces: the `Piece`s of one page.
        tolerance: how much the beginnings of lines in a column may differ.
        least: how many pieces make a column.

    Returns:
        A set of pieces, empty when there is no such column.
    """
    left, right = main_start(pieces), max((piece.end for piece in pieces), default=0)
    begins = left + SIDE_BEGINS * (right - left)
    starts = sorted({piece.x for piece in pieces if piece.x > begins})
    columns = [right_column(pieces, start, tolerance, least) for start in starts]
    return max([left_column(pieces, left, tolerance), *columns], key=len)


def main_start(pieces):
    """Return where the lines of the main text begin: where most of the text does."""
    lengths = Counter()
    for piece in pieces:
        lengths[round(piece.x)] += len(piece.text)
    return max(lengths, key=lengths.get, default=0)


def right_column(pieces, start, tolerance, least):
    """Return the pieces in a column that begins at `start`, or an empty set."""
    rows = [piece.row for piece in pieces if abs(piece.x - start) <= tolerance]
    if len(rows) < least:
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
