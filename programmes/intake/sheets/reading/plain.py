"""A CSV file, with commas, semicolons or tabs."""

import csv
import io
import re

from programmes.intake.sheets.reading.error import SheetError

# A first line for Excel that says the separator, and is no row: "sep=;".
SEPARATOR = re.compile(r'"?sep=([;,\t])"?[;,\t]*\s*', re.IGNORECASE)


def rows(file, _unread):
    """Yield (number, cells) of each row, the cells as texts.

    Raises:
        SheetError: when it is not in UTF-8, or a cell goes on to the end.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        head = text.readline()
        told = SEPARATOR.fullmatch(head)
        if not told:
            text.seek(0)
        delimiter = told[1] if told else max(";,\t", key=head.count)
        yield from enumerate(csv.reader(without_null(text), delimiter=delimiter, strict=True), 1)
    except UnicodeDecodeError as error:
        raise SheetError("not_utf8") from error
    except csv.Error as error:
        raise SheetError("corrupt") from error


def without_null(lines):
    """Yield the lines.

    Raises:
        SheetError: for a null character, which PostgreSQL cannot store.
    """
    for line in lines:
        if "\0" in line:
            raise SheetError("unsupported")
        yield line
