"""The rows of a file, whatever its kind, within limits; runs in the sandbox."""

import zipfile

from programmes.intake.sheets.reading import excel, ods, plain
from programmes.intake.sheets.reading.aside import Aside
from programmes.intake.sheets.reading.error import SheetError
from programmes.intake.sheets.reading.limits import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    MAX_UNPACKED,
    MOST_ROWS,
)
from programmes.intake.sheets.reading.marked import places

# The first bytes of a compound file: Excel until 2003, and any Excel file with a password.
COMPOUND = b"\xd0\xcf\x11\xe0"

MANIFEST, MAX_MANIFEST = "META-INF/manifest.xml", 2**20


def answers(file):
    """Yield {"number": …, "cells": …, "marks": …} of each row; then one other.

    The last answer is an `Aside` as a dict; or {"error": …, "row": …} when something is wrong, with
    a key of `reading.REASONS`.
    """
    try:
        aside = Aside([], [], [])
        for number, cells in rows_of(file, aside):
            yield {"number": number, "cells": cells, "marks": places(cells)}
        yield aside._asdict()
    except SheetError as error:
        yield {"error": error.code, "row": error.row}
    except (MemoryError, RecursionError):
        yield {"error": "too_much", "row": None}
    except Exception:  # noqa: BLE001, a damaged file can break a reader in any way
        yield {"error": "corrupt", "row": None}


def rows_of(file, aside):
    """Yield (row number as a spreadsheet counts, list of cells) of the first visible sheet.

    A row ends with its last cell that is not empty; empty rows are left out.

    Args:
        aside: the `Aside` to add to.

    Raises:
        SheetError: when it is no spreadsheet, or too large.
        Exception: when it is damaged.
    """
    read, total, is_empty = reader_of(file), 0, True
    file.seek(0)
    for number, cells in read(file, aside):
        if number > MOST_ROWS:
            raise SheetError("too_many_rows")
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
    if start[:4] == b"PK\3\4":
        return reader_of_archive(file)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SheetError("not_utf8")
    if start[:4] == COMPOUND:
        raise SheetError("compound")
    # Other binary files: a program, a picture.
    if b"\0" in start or start.startswith(b"%PDF-"):
        raise SheetError("unsupported")
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise SheetError("markup")
    return plain.rows


def reader_of_archive(file):
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        is_locked = has_password(archive)
    # zipfile unpacks no more of an entry than its declared size, so a false size is harmless.
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise SheetError("too_much")
    if is_locked:
        raise SheetError("password")
    names = {entry.filename for entry in entries}
    if "content.xml" in names:
        return ods.rows
    if names & {"_rels/.rels", "xl/workbook.xml"}:
        return excel.rows
    raise SheetError("unsupported")


def has_password(archive):
    """Return whether the manifest of an OpenDocument file says that it is encrypted."""
    if MANIFEST not in archive.namelist():
        return False
    with archive.open(MANIFEST) as file:
        return b"encryption-data" in file.read(MAX_MANIFEST)
