"""Plain text and Markdown to text with its layout."""

import html
import re

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
    lines = [plain_line(line) for line in text.split("\n")]
    text = "\n".join(line for line in lines if line is not None)
    text = FOOTNOTE_MARK.sub("", LINK.sub(link_text, text))
    text = "\n\n".join(without_emphasis(block) for block in text.split("\n\n"))
    return ESCAPED.sub(r"\1", html.unescape(text) if "&" in text else text)


def plain_line(line):
    """Return a line without the syntax around it; None for the rule of a table."""
    if RULE.match(line.strip()):
        return "" if "|" not in line else None
    line = re.sub(r"^\s{0,3}(>\s?)+", "", line)
    line = re.sub(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*$", r"\1", line)
    line = re.sub(r"(?<!\\)\\$|\s+$|(?i:<br\s*/?>)\s*$", "", line)
    if row := ROW.match(line):
        return GAP.join(cell.strip() for cell in re.split(r"(?<!\\)\|", row[1])).rstrip()
    return line.replace("\t", GAP)


def link_text(link):
    return link[1] or link[2]


def without_emphasis(block):
    """Return a block of lines without the markup of bold and italic."""
    return BOLD.sub("", EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", block)))
