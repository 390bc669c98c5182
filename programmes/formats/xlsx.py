"""A list as an Excel workbook with typed cells and lists to choose from, for staff."""

import tempfile
from datetime import date

from django.db.models import Value
from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from programmes.formats.csvfile import labelled
from programmes.formats.streaming import file_name, site
from programmes.lists.columns.column import NullingConcat

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE_FORMAT = "yyyy-mm-dd"
CHOICES = "Keuzes"
# The rows that offer the choices: as many as an import reads.
OFFERED = 50_001
WIDTHS = {"date": 12, "number": 10, "code": 20}
WIDE = 40


def xlsx_response(request, queryset, columns, name, choices):
    """Return a response with the rows of `queryset` as a workbook.

    Args:
        columns: the `Column`s, in order; each header is the label.
        name: the start of the file name.
        choices: {name of a column: texts to choose from}; other columns of the kind "code" offer
            their own labels.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    own = {each.name: [str(label) for _code, label in each.choices] for each in columns}
    offered = {each.name: choices.get(each.name) or own[each.name] for each in columns}
    fill(sheet, columns, rows_of(queryset, columns, site(request)))
    offer(book, sheet, [offered[each.name] for each in columns])
    # The response closes the file, which deletes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    title = file_name(request, name, "xlsx")
    return FileResponse(file, as_attachment=True, filename=title, content_type=MEDIA_TYPE)


def rows_of(queryset, columns, address):
    """Return the values of the rows, with labels for codes; `address` is that of the site."""
    return queryset.values_list(*(value_of(each, address) for each in columns)).iterator()


def value_of(column, address):
    if column.kind == "address":
        return NullingConcat(Value(address), column.expression)
    if column.kind == "code":
        return labelled(column.expression, column.choices)
    return column.expression


def fill(sheet, columns, rows):
    sheet.freeze_panes = "B2"
    for number, column in enumerate(columns, 1):
        width = WIDTHS.get(column.kind, WIDE)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([header(sheet, str(each.label)) for each in columns])
    kinds = [each.kind for each in columns]
    for row in rows:
        sheet.append([cell(sheet, value, kind) for value, kind in zip(row, kinds, strict=True)])


def header(sheet, text):
    title = WriteOnlyCell(sheet, value=text)
    title.font, title.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return title


def cell(sheet, value, kind="text"):
    """Return a cell of the type of a value; a text is never taken for a formula."""
    if value is None or value == "":
        return None
    if kind == "date" and isinstance(value, str) and len(value) == len("2024-05-01"):
        value = date.fromisoformat(value)
    if isinstance(value, str):
        text = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        text.data_type = "s"
        return text
    typed = WriteOnlyCell(sheet, value=value)
    if not isinstance(value, int):
        typed.number_format = DATE_FORMAT
    return typed


def offer(book, sheet, lists):
    """Add a sheet with the choices, and offer them in the columns that have any."""
    kept = book.create_sheet(CHOICES)
    kept.sheet_state = "hidden"
    longest = max(map(len, lists), default=0)
    for row in range(longest):
        kept.append([cell(kept, each[row]) if row < len(each) else None for each in lists])
    for number, each in enumerate(lists, 1):
        if each:
            letter = get_column_letter(number)
            source = f"={CHOICES}!${letter}$1:${letter}${len(each)}"
            # Without an error: a cell may hold several values.
            rule = DataValidation("list", formula1=source, showErrorMessage=False)
            rule.add(f"{letter}2:{letter}{OFFERED}")
            sheet.data_validations.append(rule)
