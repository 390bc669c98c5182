"""The labels of the letterhead with their values, and the start of the running text.

They are those of the letters of Dutch ministries; docs/reference/letters.md lists them.
"""

import re
from dataclasses import dataclass
from itertools import dropwhile, islice, takewhile

from programmes.intake.letters.layout import Piece
from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.wording import any_of, first_date

# The labels that are read, the better one first.
READ = {
    "reference": ("ons kenmerk", "onze referentie", "kenmerk"),
    "date": ("datum",),
    "subject": ("onderwerp", "betreft"),
    "attachments": ("bijlagen", "bijlage(n)", "bijlage", "aantal bijlagen"),
}
# Other labels: where one begins, the value of the label before it has ended.
OTHER = (
    "uw kenmerk", "uw referentie", "uw brief van", "uw brief", "uw bericht van", "retouradres",
    "bezoekadres", "postadres", "factuuradres", "overheidsidentificatienr",
    "overheidsidentificatienummer", "contactpersoon", "behandeld door", "inlichtingen bij",
    "doorkiesnummer", "telefoon", "telefoonnummer", "e-mail", "e-mailadres", "mobiel", "fax",
    "directie", "directoraat-generaal", "afdeling", "kopie aan", "afschrift aan", "cc", "c.c.",
    "pagina",
)  # fmt: skip
NAMES = sorted((*(name for names in READ.values() for name in names), *OTHER), key=len)[::-1]
ONE_LABEL = "|".join(re.escape(name).replace(r"\ ", r"\s*") for name in NAMES)
LABEL = re.compile(rf"^>?\s*({ONE_LABEL})(?![\w(-])\s*[:.]?\s*(.*)$", re.I)
ONLY_LABELS = re.compile(rf"^(?:(?:{ONE_LABEL})(?![\w(])\s*(?::\s*)?){{2,}}$", re.I)
EACH_LABEL = re.compile(rf"({ONE_LABEL})(?![\w(])", re.I)
TO = re.compile(r"aan\b\s*:?\s*(?:(?:de|het)\b\s*)?(.*)$", re.I)
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
OFFERING = re.compile(
    r"\b(?:bied|zend|stuur|doe|informeer|ontvangt|treft|vindt)\b.*\b(?:ik|u|uw)\b|"
    r"\b(?:ik|wij|u)\b.*\b(?:bied|zend|stuur|doe|informeer|ontvangt|bieden|zenden|sturen)\b",
    re.I,
)
POSTAL_CODE = re.compile(r"\b\d{4} ?[A-Z]{2}\b")
REPLY = re.compile(r"Bij (?:uw )?(?:beantwoording|antwoord)|Wilt u slechts", re.I)
# A line with this number of words is running text.
PROSE = 12
SAME_COLUMN = 3
# Characters of a block of lines that suffice to decide whether it is running text.
LONGEST_BLOCK = 2000
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
    """

    def __init__(self, pages):
        self.body = body_begins(pages)
        self.side = pages.side
        self.pieces = [piece for piece in pages.pieces if self.is_around(piece, pages)]
        self.rows = {}
        for piece in self.pieces:
            self.rows.setdefault((piece.page, piece.row), []).append(piece)
        labels = ((piece, label) for piece in self.pieces if (label := label_of(piece)))
        self.labels = dict(islice(labels, MOST_LABELS))

    def is_around(self, piece, pages):
        """Return whether a piece is outside the running text."""
        return piece in pages.side or (piece.page, piece.row) < self.body or piece.row < 8

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
            value = value_of(words, piece)
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
        """Yield the pieces below a label; stacked labels have their values stacked below them."""
        column = [
            each
            for each in self.pieces
            if each.page == label.piece.page and abs(each.x - label.piece.x) <= SAME_COLUMN
        ]
        column.sort(key=lambda each: each.row)
        here = column.index(label.piece)
        above = len(list(takewhile(self.is_bare, column[:here][::-1])))
        below = list(dropwhile(self.is_bare, column[here + 1 :]))
        stack = above + len(column) - here - len(below)
        near = takewhile(lambda each: each not in self.labels, below[: max(MOST_BELOW, stack)])
        values = [(each.text, each) for each in near]
        yield from values[:1] if stack == 1 else values[above:] + values[:above]

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


def label_of(piece):
    """Return the `Label` that a piece is or begins with, or None."""
    if ONLY_LABELS.match(piece.text):
        return None
    match = LABEL.match(piece.text)
    if not match:
        return None
    name = re.sub(r"\s+", " ", match[1].lower())
    name = {"onskenmerk": "ons kenmerk"}.get(name, name)
    return Label(piece, name, match[2].strip())


def body_begins(pages):
    """Return (page, row) of the first line of the running text."""
    previous_is_subject = False
    blocks = blocks_of(pages.lines)
    for piece, apart in first_pieces(pages):
        label = LABEL.match(piece.text)
        continues = previous_is_subject and not apart and not begins_sentence(piece.text)
        is_running = is_running_text(piece.text, blocks[piece.page, piece.row])
        if not label and not continues and is_running:
            return piece.page, piece.row
        previous_is_subject = bool(label and label[1].lower() in READ["subject"]) or continues
    return (pages.lines[-1].page, pages.lines[-1].row + 1) if pages.lines else (1, 0)


def first_pieces(pages):
    """Yield (piece, whether there is space above it): the first of each line of the main text."""
    apart = {(line.page, line.row): line.apart for line in pages.lines}
    for piece in pages.pieces:
        line = piece.page, piece.row
        if line in apart and piece not in pages.side:
            yield piece, apart.pop(line)


def blocks_of(lines):
    """Return {(page, row): text} of each line with the lines below it, up to the next gap."""
    blocks, text = {}, ""
    for line, below in zip(reversed(lines), [None, *reversed(lines)], strict=False):
        goes_on = below and not below.apart and below.page == line.page
        text = f"{line.text}\n{text}" if goes_on else line.text
        blocks[line.page, line.row] = text[:LONGEST_BLOCK]
    return blocks


def is_running_text(text, block):
    """Return whether a line is a sentence, or the salutation; not a heading or an address.

    Args:
        text: the line.
        block: the line with the lines below it, up to the next gap.
    """
    if begins_sentence(text):
        return True
    if TO.match(text) or REPLY.match(text):
        return False
    return is_prose(text) or (is_prose(block) and is_paragraph(block))


def begins_sentence(text):
    """Return whether a line has the words that letters begin with."""
    words = text.split()
    if OPENING.match(text):
        return len(words) > 4 or text.startswith("Geachte")
    return bool(len(words) > 4 and OFFERING.search(text))


def is_prose(text):
    return len(text.split()) >= PROSE and sum(map(str.islower, text)) > len(text) / 2


def is_paragraph(block):
    """Return whether lines end as a sentence, and hold no label and no address."""
    is_around = POSTAL_CODE.search(block) or any(map(LABEL.match, block.split("\n")))
    return block.rstrip().endswith((".", ":", ";")) and not is_around
