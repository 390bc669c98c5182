"""The labels of the letterhead with their values.

They are those of the letters of Dutch ministries; docs/reference/letters.md lists them.
"""

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from programmes.intake.letters.layout import Piece
from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.wording import MONTH, any_of, first_date

WEEKDAYS = (
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
)  # fmt: skip
# The labels that are read, the better one first.
READ = {
    "reference": (
        "ons kenmerk", "onze referentie", "ons referentienummer", "ons nummer", "kenmerk",
        "referentienummer", "briefnummer",
    ),
    "date": ("datum",),
    "subject": ("onderwerp", "betreft"),
    "attachments": ("bijlagen", "bijlage(n)", "bijlage", "aantal bijlagen"),
}  # fmt: skip
# Other labels: where one begins, the value of the label before it has ended.
OTHER = (
    "uw kenmerk", "uw referentie", "uw referentienummer", "uw brief van", "uw brief",
    "uw bericht van", "retouradres",
    "bezoekadres", "postadres", "factuuradres", "overheidsidentificatienr",
    "overheidsidentificatienummer", "contactpersoon", "behandeld door", "inlichtingen bij",
    "doorkiesnummer", "telefoon", "telefoonnummer", "e-mail", "e-mailadres", "mobiel", "fax",
    "directie", "directoraat-generaal", "afdeling", "kopie aan", "afschrift aan", "cc", "c.c.",
    "pagina", "uw nummer", "zaaknummer", "dossiernummer", "rubricering", "publicatiedatum",
    "kenmerk kamer", "kenmerk tweede kamer", "kenmerk eerste kamer", "kenmerk afzender",
    "kenmerk ontvanger", "projectnaam", "onderdeel", "verantwoordelijk",
)  # fmt: skip
NAMES = sorted((*(name for names in READ.values() for name in names), *OTHER), key=len)[::-1]
ONE_LABEL = "|".join(re.escape(name).replace(r"\ ", r"\s*") for name in NAMES)
# Labels of notes that are common words too: with a capital, and a colon or nothing behind them.
NOTE_LABELS = (
    "aan", "van", "afzender", "kopie", "afschrift", "ter attentie van", "t.a.v.", "status",
    "versie", "auteur", "opsteller", "referentie", "nummer", "paraaf",
)  # fmt: skip
NOTE_LABEL = "|".join(map(re.escape, NOTE_LABELS))
LABEL = re.compile(
    rf"^>?\s*(?:(?P<name>{ONE_LABEL})(?![\w(-])\s*[:;.]?"
    rf"|(?-i:(?=[A-Z]))(?P<note>{NOTE_LABEL})\s*(?:[:;]|$))\s*(?P<rest>.*)$",
    re.I,
)
# A longer label, such as "Datum publicatie": more words follow than a value begins with.
LONGER = {
    "date": re.compile(
        rf"(?!(?:{'|'.join(WEEKDAYS)}|{MONTH}|de|d\.d|te|volgt)\b)[a-zà-ÿ]{{2,}}\b", re.A
    ),
    "reference": re.compile(r"[a-zà-ÿ]{3,}\b"),
    "attachments": re.compile(r"(?:bij|van|op|in|behorend\w*)\b"),
}
# Words in the place of a value that say there is none, and instructions to fill it in.
BLANK = re.compile(
    r"^(?:[-–—_.…?*x\s]+|n\.?\s?v\.?\s?t\.?|niet van toepassing|p\.?m\.?|volgt|"
    r"nader te bepalen|nnb|n\.n\.b\.|\[[^\]]*\]|<[^>]*>|klik (?:of|hier|om)\b.*|kies een\b.*|"
    r"typ hier\b.*)$",
    re.I,
)
ONLY_LABELS = re.compile(rf"^(?:(?:{ONE_LABEL})(?![\w(])\s*(?::\s*)?){{2,}}$", re.I)
EACH_LABEL = re.compile(rf"({ONE_LABEL})(?![\w(])", re.I)
TO = re.compile(r"aan\b\s*[:;]?\s*(?:(?:de|het)\b\s*)?(.*)$", re.I)
# Words that begin the running text, where no salutation does.
OPENING = re.compile(
    any_of(
        "Geachte", "Hierbij", "Bijgaand", "Bijgevoegd", "Hierme(?:e|de)", "(?:Via|Met) deze",
        "Door middel", "Mede namens", "Graag (?:bied|stuur|zend)", "Ik (?:bied|stuur|zend|doe)",
        "Wij (?:bieden|sturen|zenden)", "Naar aanleiding", "Uw Kamer", "Conform", "Zoals",
        r"In (?:de|het|mijn|deze|uw|reactie|antwoord|aansluiting|vervolg|\d)", r"Op \d",
        "Tijdens", "Bij (?:brief|deze)", "Als bijlage", "De Inspectie ",
        "Met (?:verwijzing|genoegen|belangstelling)", "Ter (?:informatie|kennisneming)",
    )
)  # fmt: skip
# A line with this number of words is running text.
PROSE = 12
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
        self.pieces = [piece for piece in pages.pieces if self.is_around(piece)]
        self.rows = {}
        for piece in self.pieces:
            self.rows.setdefault((piece.page, piece.row), []).append(piece)
        labels = ((piece, label) for piece in self.pieces if (label := label_of(piece)))
        self.labels = dict(islice(labels, MOST_LABELS))

    def is_around(self, piece):
        """Return whether a piece is outside the running text, or at the top of a page."""
        return self.is_above(piece) or piece.row < 8

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
