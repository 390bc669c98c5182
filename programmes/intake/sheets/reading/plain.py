"""A CSV file, with commas, semicolons, tabs or bars."""

import csv
import io
import re

from programmes.intake.sheets.reading.error import SheetError

# A first line for Excel that says the separator, and is no row: "sep=;".
SEPARATOR = re.compile(r'"?sep=([;,\t|])"?[;,\t|]*\s*', re.IGNORECASE)
# A title of a column may have line ends between quotation marks, but no more than this.
MOST_LINES = 20


def rows(file, _aside):
    """Yield (number, cells) of each row, the cells as texts.

    Raises:
        SheetError: when it is not in UTF-8, or a quotation mark is in a wrong place.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        head = first_line(text)
        told = SEPARATOR.fullmatch(head)
        if not told:
            titles = without_quoted(head, text)
            text.seek(0)
        delimiter = told[1] if told else max(";,\t|", key=titles.count)
        reader = csv.reader(without_null(text), delimiter=delimiter, strict=True)
        yield from enumerate(reader, 1)
    except UnicodeDecodeError as error:
        raise SheetError("not_utf8") from error
    except csv.Error as error:
        raise SheetError("quotes", reader.line_num) from error


def first_line(text):
    """Return the first line that is not empty, or ""."""
    for line in iter(text.readline, ""):
        if line.strip(" ;,\t|\r\n"):
            return line
    return ""


def without_quoted(head, text):
    """Return a first line, and the lines on which it goes on, without what is between quotes."""
    for _number in range(MOST_LINES):
        if head.count('"') % 2 == 0:
            break
        head += text.readline()
    return re.sub('"[^"]*"', "", head)


def without_null(lines):
    """Yield the lines.

    Raises:
        SheetError: for a null character, which PostgreSQL cannot store.
    """
    for line in lines:
        if "\0" in line:
            raise SheetError("unsupported")
        yield line
