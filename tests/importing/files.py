"""Spreadsheets for tests."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook


def upload(content, name="lijst.csv"):
    content = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, content)


def excel(*rows):
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return upload(kept.getvalue(), "lijst.xlsx")


def ods(*rows, formula=None):
    """Return an ODS with rows of texts; `formula` is that of one more cell at the end."""
    document, table, kept = OpenDocumentSpreadsheet(), Table(name="Blad1"), io.BytesIO()
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            for paragraph in text.split("\n"):
                cell.addElement(P(text=paragraph))
            line.addElement(cell)
        table.addElement(line)
    if formula:
        table.lastChild.addElement(TableCell(formula=formula, valuetype="float", value="2"))
    document.spreadsheet.addElement(table)
    document.save(kept)
    return upload(kept.getvalue(), "lijst.ods")


def zipped(**files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return upload(kept.getvalue(), "lijst.xlsx")
