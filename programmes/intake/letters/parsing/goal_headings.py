"""Goals that are no list: each heads a paragraph, or they are a column of a table."""

import re
from dataclasses import replace
from itertools import islice, takewhile
from operator import itemgetter

from programmes.intake.letters.parsing.pages import sentences_of

# Words of a heading.
MOST_WORDS = 8
ENDS = (".", ",", ":", ";", "!", "?")
GOAL_COLUMN = re.compile(r"(?:strategische?\s+)?(?:doel(?:en|stelling(?:en)?)?|ambities?)", re.I)
# Beside another column, such as that of inquiries or costs, one goal is that of each row.
ONE_GOAL = re.compile(r"(?:strategische?\s+)?(?:doel(?:stelling)?|ambitie)", re.I)
EXPLAINS = re.compile(r"(?:hoe|wat|waarom|uitleg|toelichting|omschrijving|betekenis)\b.*", re.I)
NUMBER_COLUMN = re.compile(r"(?:nr|nummer|no|#)\.?", re.I)
NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-h])(?:[.)]\s+(?P<cell>\S.*)|[.)]?$)", re.I)
SAME_COLUMN = 3


def headings_of(paragraphs, number):
    """Return (heading, `Paragraph`) of each of the first `number` paragraphs, or [].

    A heading is on the first line of its paragraph, or is its first sentence; all have one form,
    and what follows them has none.
    """
    for form in (line_above, first_sentence):
        each = ((form(paragraph), paragraph) for paragraph in with_headings(paragraphs))
        found = list(islice(takewhile(itemgetter(0), each), number + 1))
        if len(found) == number:
            return found
    return []


def with_headings(paragraphs):
    """Yield `Paragraph`s, each with the heading that is a paragraph by itself above it."""
    above = None
    for each in paragraphs:
        lines = (*above.lines, *each.lines) if above and not each.marker else each.lines
        is_alone = len(lines) == 1 and not each.marker
        above = each if is_alone and is_short(lines[0]) else None
        if not above:
            yield replace(each, lines=lines)


def line_above(paragraph):
    """Return the first line of a paragraph when it is a heading, or ""."""
    lines = paragraph.lines
    is_one = len(lines) > 1 and is_short(lines[0]) and len(lines[0]) < 0.8 * len(lines[1])
    return lines[0] if is_one and lines[1][:1].isupper() else ""


def is_short(line):
    return line[:1].isupper() and len(line.split()) <= MOST_WORDS and not line.endswith(ENDS)


def first_sentence(paragraph):
    first, *others = sentences_of(paragraph.text)
    return first if others and len(first.split()) <= MOST_WORDS and first.endswith(".") else ""


def in_table(pieces):
    """Return the cells below "Doel" in a table as (text, piece), or [].

    That column is the first, or the first behind the numbers. A cell takes more lines only when
    the numbers tell where each begins.

    Args:
        pieces: those of the running text, in the order of the rows.
    """
    rows = {}
    for piece in pieces:
        rows.setdefault((piece.page, piece.row), []).append(piece)
    rows = list(rows.values())
    for index, row in enumerate(rows):
        place = 1 if NUMBER_COLUMN.fullmatch(row[0].text) else 0
        if len(row) > place + 1 and GOAL_COLUMN.fullmatch(row[place].text):
            explained = all(EXPLAINS.match(each.text) for each in row[place + 1 :])
            if ONE_GOAL.fullmatch(row[place].text) and not explained:
                continue
            return cells_below(row[place], place, rows[index + 1 :])
    return []


def cells_below(head, is_numbered, rows):
    """Return (text, piece) of each cell below a head, up to the end of its table."""
    cells, last = [], head
    for row in rows:
        cell = next((each for each in row if abs(each.x - head.x) <= SAME_COLUMN), None)
        number = NUMBER.match(row[0].text) if is_numbered else None
        if number and number["cell"]:
            cell = replace(row[0], text=number["cell"])
        is_far = row[0].page != head.page or row[0].row - last.row > 2
        begins = bool(number) if is_numbered else len(row) > 1
        if cells and is_far or not (begins or row[0].row - last.row == 1):
            break
        last = row[0]
        if begins and cell:
            cells.append((cell.text, cell))
        elif cell and is_numbered and cells:
            text, piece = cells[-1]
            cells[-1] = f"{text} {cell.text}", piece
        elif cell:
            return []
    return cells if len(cells) > 1 else []
