"""Who gets a copy of a letter, below it."""

import re

from programmes.intake.letters.parsing.offices import offices_at

# Above people who get the letter and do not sign it.
ABOVE_OTHERS = re.compile(
    r"(?:(?:een|in) )?(?:kopie|afschrift)|c\.?c\.?\b|bijlagen?\b|verzonden|"
    r".*\b(?:besproken|gesproken|overlegd?) met\b|.*\baanwezig\b",
    re.I,
)
# Straight above a list of those people: a heading, no sentence.
COPIES_TO = re.compile(
    r"(?=(?:(?:een|in) )?(?:kopie|afschrift|verzend\w*)|c\.?c\.?(?!\w))(?:.*\baan|\S+)\s*:?$|"
    r".*\baan\s*:$",
    re.I,
)
# The largest distance of a name below its office, in lines.
MOST_LINES = 12
SAME_COLUMN = 6


def gets_copy(lines, pieces):
    """Return whether an office is in the list of those who get a copy of the letter.

    Going up from it, the lines lead to "Kopie aan", above or beside them. They may have one empty
    line between them below that heading, and below an office unless who signs follows.
    """
    last, is_signing = lines[0], lines[-1].text.rstrip().endswith(",")
    column = in_column(pieces, last, range(last.row - MOST_LINES, last.row))
    for above in [last, *reversed(column)]:
        is_list = COPIES_TO.match(above.text)
        is_entry = not is_signing and offices_at(above.text)[0]
        if last.row - above.row > 1 + bool(is_list or is_entry):
            return False
        if is_list or any(COPIES_TO.match(each.text) for each in before(above, pieces)):
            return True
        last = above
    return False


def before(piece, pieces):
    """Return the pieces in front of a piece on its line."""
    place = piece.page, piece.row
    return [each for each in pieces if (each.page, each.row) == place and each.x < piece.x]


def in_column(pieces, first, rows):
    """Return the pieces above or below `first`, in its column, on these rows of its page."""
    return [
        piece
        for piece in pieces
        if piece.page == first.page and piece.row in rows and abs(piece.x - first.x) <= SAME_COLUMN
    ]
