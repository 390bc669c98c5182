"""A CSV file, with commas, semicolons or tabs."""

import csv
import io
import re

from programmes.intake.sheets.reading.error import SheetError

# A first line for Excel that says the separator, and is no row: "sep=;".
SEPARATOR = re.compile(r'"?sep=([;,\t])"?[;,\t]*\s*', re.IGNORECASE)


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
            text.seek(0)
        delimiter = told[1] if told else max(";,\t", key=head.count)
        reader = csv.reader(without_null(text), delimiter=delimiter, strict=True)
        yield from enumerate(reader, 1)
    except UnicodeDecodeError as error:
        raise SheetError("not_utf8") from error
    except csv.Error as error:
        raise SheetError("quotes", reader.line_num) from error


def first_line(text):
    """Return the first line that is not empty, or ""."""
    for line in iter(text.readline, ""):
        if line.strip(" ;,\t\r\n"):
            return line
    return ""


def without_null(lines):
    """Yield the lines.

    Raises:
        SheetError: for a null character, which PostgreSQL cannot store.
    """
    for line in lines:
        if "\0" in line:
            raise SheetError("unsupported")
        yield line
