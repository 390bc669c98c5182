"""The text of pages as pieces, lines, paragraphs and sentences."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from programmes.intake.letters.layout import Piece, side_column
from programmes.intake.letters.parsing.wording import join_lines

# A letter is short: longer text is what it offers, and a longer line no line of a letter.
MOST_PAGES = 20
MOST_ROWS = 400
MOST_PIECES = 1000
LONGEST_LINE = 4000
LONGEST_SENTENCE = 2000
# The largest distance from a bullet to the words of its item.
HANGING = 8
# Words with fewer than three spaces between them.
PIECE = re.compile(r"\S(?:(?! {3}).)*")
BROKEN_OFF = re.compile(r"\u00ad(?=\s*$|\s{3})", re.MULTILINE)
NUMBER = r"(?:\d{1,2}|[a-h]|[iI]{1,3}|i[vV]|I?V|vi{0,3}|VI{0,3})"
MARKER = re.compile(
    r"^(?:[•·●○◦▪■□‣⁃∙➢➤➔➜➥⇒»›✓✔→*\-–—§Øo\uf0b7\uf0a7\uf02d\uf0d8\uf0e0\ufffd]"
    rf"|\(?{NUMBER}[.)°]|\({NUMBER}\)|(?:[Dd]oel(?:stelling)?\s+)?\d{{1,2}}(?:[.):]|\s[-–]))"
    r"(?=\s|$)\s*|^\(?\d{1,2}\)?[.)](?=[^\W\d])"
)
# The first of what a sentence numbers.
FIRST_NUMBER = re.compile(r"\s\(?[1ai]\)\s")
SIGNS = dict.fromkeys(map(chr, (0xA0, 0x202F, 0x3000, *range(0x2000, 0x200B))), " ")
SIGNS |= {"\u00ad": "", "\u200b": "", "\ufeff": "", "：": ":", "∶": ":"}
SIGNS |= {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\t": "    ", "\u2028": "\n"}
SIGNS |= dict.fromkeys("¹²³⁴⁵⁶⁷⁸⁹⁰", "")
TRANSLATION = str.maketrans(SIGNS)
# Colons in a column of their own, behind the labels or in front of the values below them.
COLON_APART = re.compile(r"(?<=\w|\))( {2,})([:;])(?= |\w|$)", re.MULTILINE)
COLON_ALONE = re.compile(r"^ *[:;] *(?:\n|\Z)", re.MULTILINE)
COLON_FIRST = re.compile(r"^( *)[:;](?= )", re.MULTILINE)
PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(pagina|blad(zijde)?|p\.)?\s*:?\s*\d+\s*((van|/|\|)\s*\d+)?[-–—|\s]*$", re.I
)
FOOTNOTE = re.compile(
    r"^\d{1,2}\)?\s+.*(raadpleegbaar|kamerstuk|stcrt|stb\.|https?:|www\.|\bzie\b|handelingen|"
    r"aanhangsel|isbn|bijlage bij|ter inzage)",
    re.I,
)
# The last word of a line that goes on in the next one.
OPEN = r"\b(?:van|de|het|een|der|en|voor|op|in|over|met|bij|aan|naar|tot|door|inzake|d\.d\.)"
ENDS_OPEN = re.compile(rf"{OPEN}$")
# Words with a full stop that does not end a sentence.
ABBREVIATION = re.compile(
    r"(?:\b(?:nr|nrs|art|mr|drs|dr|ir|ing|prof|jl|resp|bijv|blz|ca|d\.d|m\.b\.t|o\.a|t\.a\.v|"
    r"i\.v\.m|d\.w\.z|m\.i\.v|jhr|vgl|zgn|incl|excl|st|sept|okt|nov|dec|jan|feb)|\b[A-Z][a-z]?(?:\.[A-Z][a-z]?)*)\.$"
)


@dataclass(frozen=True)
class Line:
    """A line of the running text.

    Attributes:
        page: from 1.
        x: where it begins.
        text: its words.
        apart: whether there is more space above it than between lines.
        row: its number on the page.
    """

    page: int
    row: int
    x: float
    text: str
    apart: bool


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        marker: the bullet or number of a list item, or "".
        lines: the texts of its lines.
    """

    page: int
    text: str
    marker: str = ""
    lines: tuple = ()


@dataclass(frozen=True)
class Pages:
    """The text of a letter in three forms.

    Attributes:
        pieces: every `Piece`, in the order of the pages, then of rows.
        side: those in a column beside the running text.
        lines: the running text.
    """

    pieces: tuple
    side: frozenset
    lines: tuple


def pages_of(texts):
    """Return `Pages` of the text of each page."""
    pieces, side, lines = [], set(), []
    for number, text in enumerate(texts[:MOST_PAGES], 1):
        found = page_pieces(number, text)
        beside = side_column(found)
        pieces += found
        side |= beside
        lines += page_lines(number, found, beside)
    return Pages(tuple(pieces), frozenset(side), tuple(without_edges(lines)))


def page_pieces(number, text):
    """Return the pieces of the text of a page."""
    text = unicodedata.normalize("NFC", BROKEN_OFF.sub("-", text).translate(TRANSLATION))
    rows = re.split(r"[\n\v]", with_colons_at_labels(text))[:MOST_ROWS]
    found = [piece for row, line in enumerate(rows) for piece in row_pieces(number, row, line)]
    return found[:MOST_PIECES]


def with_colons_at_labels(text):
    """Return a text with each colon right behind its label; the places of words do not change."""
    text = COLON_FIRST.sub(r"\1 ", COLON_ALONE.sub("", text))
    return COLON_APART.sub(r"\2\1", text)


def row_pieces(number, row, line):
    """Return the pieces of a line; a bullet is part of the piece behind it."""
    runs = PIECE.finditer(line[:LONGEST_LINE].rstrip())
    pieces = [Piece(row, run.start(), run.end(), " ".join(run[0].split()), number) for run in runs]
    if len(pieces) > 1 and MARKER.fullmatch(pieces[0].text):
        bullet, first, *others = pieces
        if first.x - bullet.x <= HANGING:
            words = f"{bullet.text} {first.text}"
            return [Piece(row, bullet.x, first.end, words, number), *others]
    return pieces


def page_lines(number, pieces, side):
    """Return the lines of a page: the main column, then the column beside it when it is prose."""
    columns = [[piece for piece in pieces if piece not in side]]
    beside = [piece for piece in pieces if piece in side]
    if len(beside) >= 8 and sum(len(piece.text) for piece in beside) / len(beside) > 34:
        columns.append(beside)
    lines = []
    for column in columns:
        before = None
        for row, pieces_of_row in groupby(column, key=attrgetter("row")):
            first, *others = pieces_of_row
            text = " ".join(piece.text for piece in (first, *others))
            apart = before is None or row - before > 1
            lines.append(Line(number, row, first.x, text, apart))
            before = row
    return lines


def without_edges(lines):
    """Return lines without page numbers, and without footnotes up to the end of their page."""
    kept, skipped_page = [], None
    for line in lines:
        if line.apart:
            skipped_page = None
        is_announced = kept and kept[-1].text.endswith(":")
        if FOOTNOTE.match(line.text) and not is_announced:
            skipped_page = line.page
        if skipped_page != line.page and not PAGE_NUMBER.match(line.text):
            kept.append(line)
    return kept


def paragraphs_of(lines):
    """Return lines as `Paragraph`s; each item of a list is one."""
    blocks = []
    for line in lines:
        if not blocks or begins(line, blocks[-1]):
            blocks.append([])
        blocks[-1].append(line)
    return [paragraph(block) for block in blocks]


def begins(line, together):
    """Return whether a line begins a paragraph, after the lines of the one before."""
    first, last = together[0], together[-1]
    if is_item(line):
        return not is_within_sentence(line, together)
    if line.page != last.page:
        return bool(re.search(r"[.:;!?]$", last.text))
    if line.apart:
        return not ENDS_OPEN.search(last.text)
    if is_item(first):
        goes_on = line.x > first.x or line.text[0].islower() or line.text[0] in "(“'‘\""
        return not goes_on or (line.x <= first.x and last.text.endswith((".", ";")))
    return False


def is_within_sentence(line, together):
    """Return whether the number a line begins with is one in a sentence that numbers goals."""
    text = join_lines(each.text for each in together)
    return not line.apart and not is_item(together[0]) and bool(FIRST_NUMBER.search(text))


def is_item(line):
    """Return whether a line is an item of a list."""
    match = MARKER.match(line.text)
    return bool(match and line.text[match.end() :])


def paragraph(lines):
    match = MARKER.match(lines[0].text) if is_item(lines[0]) else None
    texts = [line.text for line in lines]
    if match:
        texts[0] = texts[0][match.end() :]
    return Paragraph(
        lines[0].page, join_lines(texts), match[0].strip() if match else "", tuple(texts)
    )


def sentences_of(text):
    """Return the sentences of a paragraph, each cut where it is longer than any real one."""
    found, start = [], 0
    for match in re.finditer(r"[.!?]['”\")]?\s+(?=[\"“'‘(]?[A-ZÀ-Ý])", text):
        before = text[start : match.start() + 1]
        if match[0].startswith(".") and ABBREVIATION.search(before[-20:]):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence[:LONGEST_SENTENCE] for sentence in found if sentence]
