"""Where text stands on a page: pieces, and the column at the side."""

from dataclasses import dataclass

# A side column begins right of this part of what the page holds.
SIDE_BEGINS = 0.45


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
    at the same place, and no line of the main text reaches into it.

    Args:
        pieces: the `Piece`s of one page.
        tolerance: how much the beginnings of lines in a column may differ.
        least: how many pieces make a column.

    Returns:
        A set of pieces, empty when there is no such column.
    """
    width = max((piece.end for piece in pieces), default=0)
    right = [piece for piece in pieces if piece.x > SIDE_BEGINS * width]
    for start in sorted({piece.x for piece in right}):
        aligned = [piece for piece in right if abs(piece.x - start) <= tolerance]
        if len(aligned) < least:
            continue
        rows = [piece.row for piece in aligned]
        beside = [piece for piece in pieces if min(rows) <= piece.row <= max(rows)]
        if not any(piece.x < start - tolerance and piece.end > start for piece in beside):
            return {piece for piece in beside if piece.x >= start - tolerance}
    return set()
