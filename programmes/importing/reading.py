"""A spreadsheet to rows of text: CSV, Excel and ODS. Nothing in it is run, and no row is skipped.

A formula is never worked out: its cell is a `Formula`, which the check refuses.
"""

import csv
import io
import zipfile
from datetime import date, datetime
from itertools import islice
from xml.etree.ElementTree import ParseError

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from programmes.importing import ods
from programmes.importing.ods import Formula

MAX_BYTES = 20 * 1024 * 1024
# What a file of 20 MB may become when it is unpacked.
MAX_UNPACKED = 300 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 60
MAX_CELL = 20_000
BROKEN = (zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, OSError)


def rows_of(file):
    """Yield (row number as a spreadsheet counts, list of cells) of the first sheet of a file.

    Args:
        file: an open binary file, of at most 20 MB.

    Raises:
        ValidationError: when it is no spreadsheet, or too large, with the reason in Dutch.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(_("The file is larger than 20 MB."))
    reader = reader_of(file)
    file.seek(0)
    is_empty = True
    try:
        for number, cells in enumerate(reader(file), 1):
            if number > MAX_ROWS + 1:
                raise ValidationError(_("The file has more than 50,000 rows. Split it."))
            cells = list(islice(cells, MAX_COLUMNS + 1))
            if len(cells) > MAX_COLUMNS:
                raise ValidationError(_("The file has more than 60 columns."))
            if any(cells):
                is_empty = False
                yield number, [checked(cell, number) for cell in cells]
    except BROKEN as error:
        raise ValidationError(_("This file is damaged, or no spreadsheet.")) from error
    if is_empty:
        raise ValidationError(_("The file is empty."))


def checked(cell, number):
    """Return a cell when a database can keep it.

    Raises:
        ValidationError: with the number of the row.
    """
    if len(cell) > MAX_CELL or "\0" in cell:
        raise ValidationError(_("Row %(row)s has a cell that is too long.") % {"row": number})
    return cell


def reader_of(file):
    """Return the function that reads a file, by what is in it and not by its name.

    Raises:
        ValidationError: when it is no CSV, Excel or ODS, or unpacks to too much.
    """
    file.seek(0)
    if file.read(4) != b"PK\3\4":
        return csv_rows
    try:
        with zipfile.ZipFile(file) as archive:
            names = {entry.filename for entry in archive.infolist()}
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BROKEN as error:
        raise ValidationError(_("This file is damaged, or no spreadsheet.")) from error
    if unpacked > MAX_UNPACKED:
        raise ValidationError(_("This file unpacks to more than is reasonable."))
    if "xl/workbook.xml" in names:
        return excel_rows
    if "content.xml" in names:
        return ods.rows
    raise ValidationError(_("Choose a CSV, Excel (xlsx) or ODS file."))


def csv_rows(file):
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        head = text.readline()
        delimiter = max(";,\t", key=head.count)
        text.seek(0)
        yield from csv.reader(text, delimiter=delimiter, strict=True)
    except UnicodeDecodeError as error:
        message = _("The text is not in UTF-8. Save the file as “CSV UTF-8”.")
        raise ValidationError(message) from error
    except csv.Error as error:
        raise ValidationError(_("This file is damaged, or no spreadsheet.")) from error
    finally:
        # The file stays open for whoever gave it.
        text.detach()


def excel_rows(file):
    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    try:
        for row in book.worksheets[0].iter_rows():
            yield [excel_cell(cell) for cell in row]
    finally:
        book.close()


def excel_cell(cell):
    """Return a cell of Excel as text: dates as 2024-05-01, whole numbers without a point."""
    value = cell.value
    if cell.data_type == "f":
        return Formula(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
