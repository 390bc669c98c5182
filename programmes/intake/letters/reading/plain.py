"""Plain text and Markdown to text with its layout."""

import html
import re
from itertools import chain, groupby, zip_longest

from programmes.intake.letters.reading.error import ReadingError

GAP = "    "
# Of bounded lengths: the time that they take is linear in the length of the text.
EMPHASIS = re.compile(r"(?<![\w*_])(\*\*|__|\*|_)(?=\S)(.{1,200}?)(?<=\S)\1(?![\w*_])", re.DOTALL)
BOLD = re.compile(r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)")
LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\(([^)\s]{0,2000}+)[^)]{0,500}+\)")
FOOTNOTE_MARK = re.compile(r"\[\^\w{1,50}\](?!:)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
# Characters that are read of a text: more than is kept of a letter, as markup is left out.
LONGEST = 200_000
# A cell with more characters does not widen its column.
WIDEST = 100
RULE = re.compile(r"([-*_=]\s*+){3,}+$|\|?(\s*+:?-{2,}+:?\s*+\|)++\s*+:?-*+:?$")
ROW = re.compile(r"^\s*\|(.*)\|\s*$")


def read_plain(file):
    """Return the pages of a text, split at form feeds.

    Args:
        file: a binary file, open for reading.

    Raises:
        ReadingError: "unsupported" when it is no text.
    """
    text = decoded(file.read())[:LONGEST]
    return [without_markup(page) for page in text.split("\f")]


def decoded(data):
    """Return the text of bytes in UTF-8, in UTF-16 with a byte order mark, or in cp1252.

    Raises:
        ReadingError: "unsupported" when the bytes are no text.
    """
    encodings = ["utf-8-sig", "cp1252"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        break
    else:
        raise ReadingError("unsupported")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(ord(sign) < 32 and sign not in "\n\t\f\v\x1a" for sign in text):
        raise ReadingError("unsupported")
    return text


def without_markup(text):
    """Return a text without Markdown syntax, except for bullets and numbers of lists.

    Source: the CommonMark specification, version 0.31, as far as letters use it.
    """
    text = "\n".join(chain.from_iterable(lines_of(text.split("\n"))))
    text = FOOTNOTE_MARK.sub("", LINK.sub(link_text, text))
    text = "\n\n".join(without_emphasis(block) for block in text.split("\n\n"))
    return ESCAPED.sub(r"\1", html.unescape(text) if "&" in text else text)


def lines_of(lines):
    """Yield lists of lines without the syntax around them: those of a table, or one other."""
    for is_table, together in groupby(lines, is_row):
        together = list(together)
        yield table_lines(together) if is_table else map(plain_line, together)


def is_row(line):
    """Return whether a line is in a table: a row, or a rule between rows."""
    return bool(ROW.match(line)) or ("|" in line and bool(RULE.match(line.strip())))


def table_lines(rows):
    """Return the rows of a table, without rules, as lines with the cells in columns."""
    rows = [cells_of(row) for row in rows if not RULE.match(row.strip())]
    columns = zip_longest(*rows, fillvalue="")
    widths = [min(max(map(len, column)), WIDEST) + len(GAP) for column in columns]
    return ["".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def cells_of(row):
    cells = re.split(r"(?<!\\)\|", ROW.match(row)[1])
    return [without_emphasis(LINK.sub(link_text, cell)).strip() for cell in cells]


def plain_line(line):
    """Return a line without the syntax around it."""
    if RULE.match(line.strip()):
        return ""
    line = re.sub(r"^\s{0,3}(>\s?)+", "", line)
    line = re.sub(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*$", r"\1", line)
    line = re.sub(r"(?<!\\)\\$|\s+$|(?i:<br\s*/?>)\s*$", "", line)
    return line.replace("\t", GAP)


def link_text(link):
    return link[1] or link[2]


def without_emphasis(block):
    """Return a block of lines without the markup of bold and italic."""
    return BOLD.sub("", EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", block)))
