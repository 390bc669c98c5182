"""The first sheet of an Excel file, a row at a time."""

from datetime import date, datetime

from openpyxl import load_workbook

from programmes.intake.sheets.reading.formula import Formula


def rows(file):
    """Yield the rows, each a list of texts; a formula is a `Formula`."""
    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book.worksheets[0]
        # Without this, openpyxl fills each row up to the dimension that the file declares.
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            yield [text_of(cell) for cell in row]
    finally:
        book.close()


def text_of(cell):
    """Return a cell as text: dates as 2024-05-01, whole numbers without a point."""
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
