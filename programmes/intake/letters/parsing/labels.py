"""The labels of the letterhead with their values."""

import re
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise

from programmes.intake.letters.layout import Piece
from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.label_names import (
    BLANK,
    EACH_LABEL,
    INNER_LABEL,
    LABEL,
    LONGER,
    ONLY_LABELS,
    READ,
)
from programmes.intake.letters.parsing.wording import first_date

SAME_COLUMN = 3
# The largest distance of a value below its label, in lines.
MOST_BELOW = 8
# More labels than a letterhead has: what has more is no letter, and would take long.
MOST_LABELS = 60


@dataclass(frozen=True)
class Label:
    """A label of the letterhead: its place, and the rest of its line."""

    piece: Piece
    name: str
    rest: str


class Letterhead:
    """The labels and values of a letter.

    Args:
        pages: the `Pages` of the letter.
        body: (page, row) of the first line of the running text.
    """

    def __init__(self, pages, body):
        self.body = body
        self.side = pages.side
        around = [parts_of(piece) for piece in pages.pieces if self.is_around(piece)]
        self.side = self.side.union(*(parts for parts in around if parts[0] in self.side))
        self.pieces = list(chain.from_iterable(around))
        self.rows = {}
        for piece in self.pieces:
            self.rows.setdefault((piece.page, piece.row), []).append(piece)
        labels = ((piece, label) for piece in self.pieces if (label := label_of(piece)))
        self.labels = dict(islice(labels, MOST_LABELS))

    def is_around(self, piece):
        """Return whether a piece is outside the running text, or at the top of a further page."""
        return self.is_above(piece) or (piece.row < 8 and piece.page > self.body[0])

    def is_above(self, piece):
        """Return whether a piece is above the running text or in the column beside it."""
        return piece in self.side or (piece.page, piece.row) < self.body

    def columns(self, subject):
        """Return the words of the main column of the first page and of the column beside it.

        Those of `subject`, a `Fact` or None, are left out: a heading in the letter may repeat it.
        """
        head = [each for each in self.pieces if each.page == 1 and self.is_above(each)]
        texts = (
            " ".join(each.text for each in head if (each in self.side) == beside)
            for beside in (False, True)
        )
        return [text.replace(subject.value, "|") if subject else text for text in texts]

    def find(self, fact, value_of):
        """Return the `Fact` after one of the labels for `fact`, or None.

        Args:
            fact: a key of READ.
            value_of: returns the value of a text, or None when it is none.
        """
        for name in READ[fact]:
            for label in self.labels.values():
                if label.name == name and (found := self.value(label, value_of)):
                    return found
        return self.under_joined_labels(fact, value_of)

    def has(self, fact):
        """Return whether the letter has a label for a fact, with or without a value."""
        return any(label.name in READ[fact] for label in self.labels.values())

    def value(self, label, value_of):
        for words, piece in self.places(label):
            value = None if BLANK.match(words) else value_of(words, piece)
            if value is not None:
                return Fact(value, piece.page, f"{label.name.capitalize()} {words}".strip())
        return None

    def places(self, label):
        """Yield (words, piece) of each candidate for the value of a label, most likely first."""
        if label.rest:
            yield label.rest, label.piece
            return
        if right := self.right_of(label.piece):
            yield right.text, right
        yield from self.below(label)

    def right_of(self, piece):
        """Return the piece to the right on the same line, if that is no label."""
        row = [
            each
            for each in self.rows[piece.page, piece.row]
            if each.x > piece.x and (each in self.side) == (piece in self.side)
        ]
        right = min(row, key=lambda each: each.x, default=None)
        return None if right in self.labels else right

    def below(self, label):
        """Yield the piece that has the place of the value below a label.

        That is the next line. Of labels stacked without space between them each has the value at
        its place in an equal stack below; with one value only the last label has one.
        """
        column = self.column(label.piece)
        here = column.index(label.piece)
        near = pairwise(column[max(0, here - 1) : here + 3])
        step = min((b.row - a.row for a, b in near if b.row > a.row), default=1)
        above = self.stacked(column[:here][::-1], label.piece)
        under = self.stacked(column[here + 1 :], label.piece)
        labels = [*above[::-1], label.piece, *under]
        values = self.values_under(labels[-1], column, step, alone=len(labels) == 1)
        if values and len(labels) == 1 or len(values) == 1 and not under:
            yield values[0].text, values[0]
        elif len(values) >= len(labels) and self.fit(labels, values):
            yield values[len(above)].text, values[len(above)]

    def column(self, piece):
        """Return the pieces of the page that begin where `piece` does, from top to bottom."""
        return sorted(
            (
                each
                for each in self.pieces
                if each.page == piece.page and abs(each.x - piece.x) <= SAME_COLUMN
            ),
            key=lambda each: each.row,
        )

    def stacked(self, pieces, last):
        """Return the labels without value at the start of `pieces`, no space between."""
        found = []
        for piece in pieces:
            if abs(piece.row - last.row) > 1 or not self.is_bare(piece):
                break
            found.append(piece)
            last = piece
        return found

    def values_under(self, last, column, step, *, alone):
        """Return the pieces right below a label, up to space or the next label.

        Args:
            last: the piece of the lowest label.
            column: the pieces in its column.
            step: the distance of two lines.
            alone: whether this is one label; between stacks there may be an empty line.
        """
        values, most = [], step if alone else step + 1
        for piece in column[column.index(last) + 1 :][:MOST_BELOW]:
            if piece in self.labels or piece.row - last.row > most:
                break
            values.append(piece)
            last, most = piece, step
        return values

    def fit(self, labels, values):
        """Return whether the dates in a stack of values are those under a label for a date."""
        return all(
            (self.labels[label].name in READ["date"]) == bool(is_date(value.text))
            for label, value in zip(labels, values, strict=False)
        )

    def is_bare(self, piece):
        label = self.labels.get(piece)
        return bool(label and not label.rest and not self.right_of(piece))

    def under_joined_labels(self, fact, value_of):
        """Return the value below labels that are one piece on their line, "Datum Betreft"."""
        for piece in self.pieces:
            if not ONLY_LABELS.match(piece.text):
                continue
            names = [name.lower() for name in EACH_LABEL.findall(piece.text)]
            below = [
                each for each in self.pieces if each.page == piece.page and each.row > piece.row
            ]
            if not below or not set(names) & set(READ[fact]):
                continue
            words = below[0].text
            dated = first_date(words)
            if fact == "subject" and dated and words.startswith(dated[1]):
                words = words[len(dated[1]) :].strip()
            value = value_of(words, below[0])
            if value is not None:
                return Fact(value, piece.page, below[0].text)
        return None


def parts_of(piece):
    """Return a line with labels and their values as a piece for each label.

    A subject may hold the words of a label: it ends at a "|" only.
    """
    text = piece.text
    first = LABEL.match(text)
    if not first or ONLY_LABELS.match(text):
        return [piece]
    is_subject = (first["name"] or first["note"]).lower() in READ["subject"]
    inner = (match.start() for match in INNER_LABEL.finditer(text))
    starts = [at for at in inner if not is_subject or text[:at].rstrip().endswith("|")]
    starts = [0, *starts, len(text)]
    return [
        replace(piece, x=piece.x + start, text=text[start:end].strip(" |;,"))
        for start, end in pairwise(starts)
    ]


def is_date(text):
    """Return whether a text is a date and little else."""
    found = first_date(text)
    return found is not None and text.find(found[1]) + len(text) - len(found[1]) <= 25


def label_of(piece):
    """Return the `Label` that a piece is or begins with, or None."""
    if ONLY_LABELS.match(piece.text):
        return None
    match = LABEL.match(piece.text)
    if not match:
        return None
    name = re.sub(r"\s+", " ", (match["name"] or match["note"]).lower())
    name = {"onskenmerk": "ons kenmerk"}.get(name, name)
    rest = match["rest"].strip()
    longer = next((LONGER.get(fact) for fact, names in READ.items() if name in names), None)
    more = longer and longer.match(rest)
    return Label(piece, f"{name} {more[0]}" if more else name, rest)
