"""The rows of a file, whatever its kind, within limits; runs in the sandbox."""

import zipfile

from programmes.intake.sheets.reading import excel, ods, plain
from programmes.intake.sheets.reading.error import SheetError
from programmes.intake.sheets.reading.formula import Formula

# Bytes of all entries of the ZIP, unpacked: openpyxl reads some of them whole. And characters of
# all cells, which a file can repeat by a count.
MAX_UNPACKED = 300 * 1024 * 1024
MAX_TEXT = 100 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 60
MAX_CELL = 20_000


def answers(file):
    """Yield {"number": …, "cells": …, "formulas": …} of each row; at last {"error": …, "row": …}.

    Formulas are the places of the cells that hold one. The last answer comes only when something is
    wrong; an error is a key of `reading.REASONS`.
    """
    try:
        for number, cells in rows_of(file):
            formulas = [place for place, cell in enumerate(cells) if isinstance(cell, Formula)]
            yield {"number": number, "cells": cells, "formulas": formulas}
    except SheetError as error:
        yield {"error": error.code, "row": error.row}
    except (MemoryError, RecursionError):
        yield {"error": "too_much", "row": None}
    except Exception:  # noqa: BLE001, a damaged file can break a reader in any way
        yield {"error": "corrupt", "row": None}


def rows_of(file):
    """Yield (row number as a spreadsheet counts, list of cells) of the first sheet of a file.

    A row ends with its last cell that is not empty; empty rows are left out.

    Raises:
        SheetError: when it is no spreadsheet, or too large.
        Exception: when it is damaged.
    """
    read, total, is_empty = reader_of(file), 0, True
    file.seek(0)
    for number, cells in enumerate(read(file), 1):
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        total += sum(map(len, cells))
        check(number, cells, total)
        is_empty = False
        yield number, cells
    if is_empty:
        raise SheetError("empty")


def check(number, cells, total):
    """Refuse a row that is over a limit.

    Args:
        total: the characters of all rows so far.

    Raises:
        SheetError: with the limit that was exceeded.
    """
    if number > MAX_ROWS + 1:
        raise SheetError("too_many_rows")
    if len(cells) > MAX_COLUMNS:
        raise SheetError("too_many_columns")
    if any(len(cell) > MAX_CELL for cell in cells):
        raise SheetError("long_cell", number)
    if total > MAX_TEXT:
        raise SheetError("too_much")


def reader_of(file):
    """Return the function that reads a file, chosen by its content and not by its name.

    Raises:
        SheetError: when it is no CSV, Excel or ODS, or unpacks to too much.
    """
    start = file.read(1024)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SheetError("not_utf8")
    if start[:4] != b"PK\3\4":
        # Binary: a program, a picture, a spreadsheet from before 2007.
        if b"\0" in start or start.startswith(b"%PDF-"):
            raise SheetError("unsupported")
        return plain.rows
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
    # zipfile unpacks no more of an entry than its declared size, so a false size is harmless.
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise SheetError("too_much")
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" in names:
        return excel.rows
    if "content.xml" in names:
        return ods.rows
    raise SheetError("unsupported")
