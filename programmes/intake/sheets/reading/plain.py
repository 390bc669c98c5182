"""A CSV file, with commas, semicolons or tabs."""

import csv
import io

from programmes.intake.sheets.reading.error import SheetError


def rows(file):
    """Yield the rows, each a list of texts.

    Raises:
        SheetError: when it is not in UTF-8, or a cell goes on to the end.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        head = text.readline()
        delimiter = max(";,\t", key=head.count)
        text.seek(0)
        yield from csv.reader(without_null(text), delimiter=delimiter, strict=True)
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
