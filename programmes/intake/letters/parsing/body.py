"""The start of the running text of a letter, below its letterhead."""

import re
from typing import NamedTuple

from programmes.intake.letters.layout import Piece
from programmes.intake.letters.parsing.label_names import LABEL, OPENING, PROSE, READ, TO
from programmes.intake.letters.parsing.labels import Label, label_of

OFFERING = re.compile(
    r"\b(?:bied|zend|stuur|doe|informeer|ontvangt|treft|vindt)\b.*\b(?:ik|u|uw)\b|"
    r"\b(?:ik|wij|u)\b.*\b(?:bied|zend|stuur|doe|informeer|ontvangt|bieden|zenden|sturen|treft)\b|"
    r"\bhierbij\b.*\b(?:aangeboden|toegezonden)\b|"
    r"\b(?:deze brief|bijlage)\b.*\b(?:toe|bij)gevoegd\b",
    re.I,
)
SALUTATION = re.compile(r"(?:Geachte|Hooggeachte|Excellentie)\b")
FIRST_PERSON = re.compile(
    r"\b(?:bied|zend|stuur|doe|informeer) ik\b|\b(?:ik|wij) (?:bied|zend|stuur|doe|informe)|"
    r"\b(?:bieden|zenden|sturen|informeren) wij\b|\b(?:hierbij|bijgaand) (?:ontvangt|treft) u\b",
    re.I,
)
ADDRESSEE = re.compile(
    r"(?:aan\s+)?(?:de\s+)?(?:voorzitters?|griffier|leden) (?:van|der)\b|aan$", re.I
)
# A sentence that announces what stands below it.
ADDRESSES_YOU = re.compile(r"(?=.*\b(?:u|ik|wij|we)\b)(?:\S+\s+){5,}\S+:$")
SHORT = re.compile(
    r"[A-Z](?=.*\b(?:is|zijn|heeft|hebben|wordt|worden|staat|staan|kan|kunnen|zal|zullen|heb)\b)"
    r"\S*\s+(?:\S+\s+){4,}\S*[a-zà-ÿ]\.$"
)
POSTAL_CODE = re.compile(r"\b\d{4} ?[A-Z]{2}\b")
REPLY = re.compile(r"Bij (?:uw )?(?:beantwoording|antwoord)|Wilt u slechts", re.I)
# Characters of a block of lines that suffice to decide whether it is running text.
LONGEST_BLOCK = 2000


class FirstPiece(NamedTuple):
    """The first piece of a line, and whether the line is running text, part of the letterhead, or
    words with which only the letter itself begins."""

    piece: Piece
    is_running: bool
    is_head: bool
    begins_letter: bool


def body_begins(pages):
    """Return (page, row) of the first line of the running text.

    A summary above the letterhead, as on a web page, is none: a label or the addressee is between
    it and the words with which the letter begins.
    """
    lines = list(first_lines(pages))
    letter = next((number for number, line in enumerate(lines) if line.begins_letter), None)
    heads = [number for number, line in enumerate(lines[:letter]) if line.is_head]
    after = heads[-1] if letter is not None and heads else -1
    running = [line for number, line in enumerate(lines) if line.is_running and number > after]
    if running:
        return running[0].piece.page, running[0].piece.row
    return (pages.lines[-1].page, pages.lines[-1].row + 1) if pages.lines else (1, 0)


def first_lines(pages):
    """Yield the first piece of each line as a `FirstPiece`."""
    previous_is_subject = False
    blocks = blocks_of(pages.lines)
    for piece, apart in first_pieces(pages):
        label = label_of(piece) or LABEL.match(piece.text)
        continues = previous_is_subject and not apart and not begins_sentence(piece.text)
        is_running = is_running_text(piece.text, blocks[piece.page, piece.row])
        is_running = is_running and not label and not continues
        previous_is_subject = is_subject(label) or continues
        is_head = bool(label) or bool(ADDRESSEE.match(piece.text))
        yield FirstPiece(piece, is_running, is_head, is_running and begins_letter(piece.text))


def is_subject(label):
    """Return whether a `Label`, or a match of LABEL, is that of a subject."""
    name = label.name if isinstance(label, Label) else label and (label["name"] or "").lower()
    return name in READ["subject"]


def begins_letter(text):
    """Return whether a line has words that only the letter itself begins with."""
    return bool(SALUTATION.match(text) or (len(text.split()) > 4 and FIRST_PERSON.search(text)))


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
    if (ADDRESSES_YOU.match(text) or SHORT.match(text)) and not LABEL.match(text):
        return True
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
