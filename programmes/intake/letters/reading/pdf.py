"""A PDF to text with its layout: one string a page, with spaces between columns."""

import re
import statistics
from contextlib import suppress
from dataclasses import replace
from itertools import filterfalse, product

import pdfplumber
from cryptography.hazmat.backends import default_backend
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from programmes.intake.letters.layout import Piece, side_column
from programmes.intake.letters.reading.error import ReadingError
from programmes.intake.letters.reading.fields import draw_fields

# pdfminer imports the ciphers of encrypted files at their first use; the sandbox opens no file.
default_backend()
MOST_PAGES = 200
# A letter is short: later pages are the document it offers.
READ_PAGES = 20
# The width in points that one character takes in the text that comes out.
CHARACTER = 4
# Text further to the right than this number of characters is moved there.
WIDEST = 300
# Words further apart than this part of their size belong to different pieces.
WIDE_GAP = 1.1
# A line further down than this number of usual line heights begins a new paragraph.
NEW_PARAGRAPH = 1.3
# The largest size of a drawn bullet and its distance to the words behind it, in points; what has
# more such shapes on a page is a drawing.
LARGEST_BULLET, FAR_BULLET, MOST_BULLETS = 6, 30, 100
# The largest slope of a line of level text: a scan may be a little askew.
STEEPEST = 0.05
# What ends a complete file, and what none has behind its end.
END = re.compile(rb"%%EOF|startxref\s+\d+")
OBJECT = re.compile(rb"\b\d+\s+\d+\s+obj\b")
UNKNOWN_SIGN = re.compile(r"\(cid:\d+\)")


def read_pdf(file):
    """Return the pages of a PDF as text.

    Args:
        file: a binary file, open for reading.

    Raises:
        ReadingError: "encrypted", "corrupt" or "too_large".
    """
    try:
        with pdfplumber.open(file) as pdf:
            check_end(file)
            if len(pdf.pages) > MOST_PAGES:
                raise ReadingError("too_large")
            form = pdf.doc.catalog.get("AcroForm")
            return [page_text(page, form) for page in pdf.pages[:READ_PAGES]]
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, MemoryError):
            raise cause from error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise ReadingError("encrypted") from error
        raise ReadingError("corrupt") from error


def check_end(file):
    """Refuse a truncated PDF: its end is missing, or objects follow the end of an older version."""
    file.seek(0)
    data = file.read()
    end = max((match.end() for match in END.finditer(data)), default=None)
    if end is None or OBJECT.search(data, end):
        raise ReadingError("corrupt")


def page_text(page, form):
    """Return the text of one page, each piece at its place.

    Args:
        page: of pdfplumber.
        form: the AcroForm dictionary of the document, or None.
    """
    with suppress(PDFException, AttributeError, TypeError, ValueError):
        # The text of a page counts more than fields that are damaged.
        draw_fields(page.page_obj, form)
    lines = page_lines(page)
    page.close()
    in_side = side_column([piece for line in lines for piece in line], tolerance=2).__contains__
    main = [piece for line in lines for piece in levelled(filterfalse(in_side, line))]
    side = [piece for line in lines for piece in levelled(filter(in_side, line))]
    height = line_height(main or side)
    rows = lay_out(main, height)
    place_beside(rows, side)
    return "\n".join(row_text(rows.get(row, [])) for row in range(max(rows, default=-1) + 1))


def page_lines(page):
    """Return the pieces of each line; `row` is the distance of their base to the top in points."""
    words = page.filter(level_once()).extract_words(
        x_tolerance_ratio=0.2, y_tolerance=2, keep_blank_chars=False, extra_attrs=["size"]
    )
    lines = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        level = [each for each in reversed(lines[-8:]) if on_line(word, each)]
        if level:
            min(level, key=lambda line: distance(word, line)).append(word)
        else:
            lines.append([word])
    for bullet in drawn_bullets(page):
        line = next((each for each in lines if on_line(bullet, each)), None)
        if line and 0 < min(word["x0"] for word in line) - bullet["x1"] < FAR_BULLET:
            line.append(bullet)
    return [line_pieces(line) for line in lines]


def drawn_bullets(page):
    """Return small filled shapes as words: browsers draw the bullets of a list."""
    shapes = [
        each | {"text": "•", "size": each["height"]}
        for each in (*page.curves, *page.rects)
        if each["fill"] and min(each["width"], each["height"]) > 1
        if max(each["width"], each["height"]) < LARGEST_BULLET
    ]
    return shapes if len(shapes) < MOST_BULLETS else []


def levelled(pieces):
    """Return the pieces of a line in one column with one base."""
    pieces = list(pieces)
    base = max((piece.row for piece in pieces), default=0)
    return [replace(piece, row=base) for piece in pieces]


def level_once():
    """Return a filter for the objects of a page that keeps each level character once.

    Characters at an angle are in a margin or across the page; bold can be a character printed
    twice. `dedupe_chars` of pdfplumber takes twice the time of all other reading.
    """
    seen = {}

    def is_new(thing):
        if thing["object_type"] != "char":
            return True
        if not is_level(thing["matrix"]):
            return False
        sign, x, y = (thing["text"], thing["fontname"], thing["size"]), thing["x0"], thing["top"]
        for place in product(*((int(at) - 1, int(at), int(at) + 1) for at in (x, y))):
            if any(abs(x - a) <= 1 and abs(y - b) <= 1 for a, b in seen.get((sign, *place), ())):
                return False
        seen.setdefault((sign, int(x), int(y)), []).append((x, y))
        return True

    return is_new


def is_level(matrix):
    """Return whether text with this matrix runs from left to right, not askew or upside down."""
    along, slope, _, up, *_ = matrix
    return along > 0 and up > 0 and abs(slope) <= STEEPEST * along


def on_line(word, line):
    """Return whether a word is on a line: level with the largest word there, and over none."""
    if any(word["x0"] < each["x1"] - 1 and each["x0"] < word["x1"] - 1 for each in line):
        return False
    first = max(line, key=lambda each: each["size"])
    small, large = sorted((word, first), key=lambda each: each["size"])
    middle = (small["top"] + small["bottom"]) / 2
    return (
        large["top"] <= middle <= large["bottom"]
        and abs(word["bottom"] - first["bottom"]) < large["size"] * 0.6
    )


def distance(word, line):
    """Return the space between a word and the nearest word of a line, in points."""
    return min(max(word["x0"] - each["x1"], each["x0"] - word["x1"]) for each in line)


def line_pieces(line):
    """Return the pieces of a line of words."""
    words = sorted(line, key=lambda word: word["x0"])
    usual = statistics.median(word["size"] for word in words)
    pieces = []
    for word in words:
        before = pieces[-1][-1] if pieces else None
        if before and is_footnote_mark(word, before):
            continue
        if not before or word["x0"] - before["x1"] > WIDE_GAP * usual:
            pieces.append([])
        pieces[-1].append(word)
    return [joined(piece) for piece in pieces]


def is_footnote_mark(word, before):
    """Return whether a word is a small raised number at the end of the word before it."""
    small, raised = word["size"] < 0.85 * before["size"], word["bottom"] < before["bottom"] - 0.5
    attached = word["x0"] - before["x1"] < 0.25 * before["size"]
    return small and raised and attached and word["text"].strip("()").isdecimal()


def joined(words):
    usual = statistics.median(word["size"] for word in words)
    base = max(word["bottom"] for word in words if word["size"] >= usual * 0.99)
    text = " ".join(word["text"] for word in words)
    # A character that the font does not map to Unicode: at the beginning it is a bullet.
    text = UNKNOWN_SIGN.sub("\ufffd", re.sub(rf"^{UNKNOWN_SIGN.pattern}", "•", text))
    return Piece(round(base, 1), words[0]["x0"], words[-1]["x1"], text)


def line_height(pieces):
    """Return the usual distance between two lines, in points."""
    rows = sorted({piece.row for piece in pieces})
    gaps = [b - a for a, b in zip(rows, rows[1:], strict=False) if 5 < b - a < 25]
    return statistics.mode(round(gap) for gap in gaps) if gaps else 12


def lay_out(pieces, height):
    """Return {row: pieces}, with an empty row where the page has more space than between lines."""
    rows, row, last = {}, 0, None
    for piece in sorted(pieces, key=lambda piece: (piece.row, piece.x)):
        if last is not None and piece.row - last > 2:
            gap = (piece.row - last) / height
            row += 1 if gap < NEW_PARAGRAPH else max(2, round(gap))
        last = piece.row
        rows.setdefault(row, []).append(piece)
    return rows


def place_beside(rows, side):
    """Add the lines of the side column to `rows`; each paragraph is at its height on the page."""
    tops = {row: pieces[0].row for row, pieces in rows.items()}
    height = line_height(side)
    before, row = None, -1
    for piece in sorted(side, key=lambda piece: (piece.row, piece.x)):
        if before is None or (piece.row - before) / height >= NEW_PARAGRAPH:
            near = min(tops, key=lambda each: abs(tops[each] - piece.row), default=0)
            row = max(row + 2, near) if before is not None else near
        elif piece.row - before > 2:
            row += 1
        before = piece.row
        rows.setdefault(row, []).append(piece)


def row_text(pieces):
    """Return a row as text, each piece at its place, at least three spaces apart."""
    text = ""
    for piece in sorted(pieces, key=lambda piece: piece.x):
        start = min(round(piece.x / CHARACTER), WIDEST)
        text = (text + "   " if text else "").ljust(start) + piece.text
    return text
