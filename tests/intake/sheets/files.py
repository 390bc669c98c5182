"""Spreadsheets for tests."""

import io
import re
import zipfile

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from programmes.intake.sheets import reading, storing
from programmes.models import SheetRow

# Texts that a spreadsheet program could take for something else.
HOSTILE = [
    "=1+1", "+31", "-5", "@SUM(A1)", "\tx", "'=1+1", "'s avonds", "''",
    'een "citaat"; en, meer', "é\nü ",
]  # fmt: skip


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


def zipped(claimed=None, **files):
    """Return a ZIP with files; "_" is a dot in their names, "__" a slash.

    Args:
        claimed: by name, how large a file is to be after unpacking, other than it is.
    """
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
        for entry in archive.filelist:
            entry.file_size = (claimed or {}).get(entry.filename, entry.file_size)
    return upload(kept.getvalue(), "lijst.xlsx")


OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY e0 "ha">'
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    + '<!ENTITY e "&e9;">]>'
)
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TRANSITIONAL = "http://schemas.openxmlformats.org/{}"
STRICT = "http://purl.oclc.org/ooxml/{}"


def workbook(*sheets, main="xl/workbook.xml", names=TRANSITIONAL, properties="", **others):
    """Return an Excel file written by hand.

    Args:
        sheets: of each the name, the state and the XML in its `worksheet`.
        main: the path of the main part.
        names: the start of namespaces, with a place for the rest.
        properties: the attributes of `workbookPr`.
        others: the XML of other parts beside the main part, by their kind.
    """
    relations = names.format("officeDocument/2006/relationships")
    kinds = [("worksheet", f"blad{place}") for place, _sheet in enumerate(sheets)]
    kinds += [(kind, kind) for kind in others]
    listed = "".join(
        f'<x:sheet name="{name}" sheetId="{place + 1}" state="{state}" q:id="blad{place}"/>'
        for place, (name, state, _xml) in enumerate(sheets)
    )
    space = names.format("spreadsheetml/2006/main")
    folder, _slash, name = main.rpartition("/")
    parts = {
        "_rels/.rels": related(relations, [("officeDocument", main)], "/"),
        f"{folder}/_rels/{name}.rels": related(relations, kinds),
        main: f'<x:workbook xmlns:x="{space}" xmlns:q="{relations}"><x:workbookPr {properties}/>'
        f"<x:sheets>{listed}</x:sheets></x:workbook>",
        **{f"{folder}/{kind}": xml for kind, xml in others.items()},
        **{
            f"{folder}/blad{place}": f'<worksheet xmlns="{space}">{xml}</worksheet>'
            for place, (_name, _state, xml) in enumerate(sheets)
        },
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, xml in parts.items():
            archive.writestr(path, xml)
    return upload(kept.getvalue(), "lijst.xlsx")


def related(relations, parts, start=""):
    """Return the XML of relationships with (kind, path)s."""
    inside = "".join(
        f'<Relationship Id="{path}" Type="{relations}/{kind}" Target="{start}{path}"/>'
        for kind, path in parts
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def sheet_data(*rows, after=""):
    """Return the XML of a sheet with rows of the XML of cells, without their places."""
    inside = "".join(f"<row>{''.join(cells)}</row>" for cells in rows)
    return f"<sheetData>{inside}</sheetData>{after}"


def inline(text):
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(*cells, columns=1, repeated=1):
    """Return the XML of a row of an ODS, each cell repeated `columns` times."""
    inside = "".join(
        f'<table:table-cell table:number-columns-repeated="{columns}">'
        + (f"<text:p>{cell}</text:p>" if cell else "")
        + "</table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


def table(*rows, start=""):
    """Return the XML of an ODS, which may start with a document type."""
    inside = "".join(rows)
    return f"{start}<office:body {NAMESPACES}><table:table>{inside}</table:table></office:body>"


def content(*rows, start=""):
    return zipped(content_xml=table(*rows, start=start))


def changed(file, name, change):
    """Return an Excel file with one file in it changed by a function."""
    with zipfile.ZipFile(file) as archive:
        inside = {each: archive.read(each).decode() for each in archive.namelist()}
    inside[name] = change(inside[name])
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, text in inside.items():
            archive.writestr(each, text)
    return upload(kept.getvalue(), "lijst.xlsx")


def with_sheet(rows, dimension="A1", start=""):
    """Return an Excel file with the XML of rows.

    Args:
        dimension: the size that it claims to have.
        start: a document type.
    """

    def change(sheet):
        before, after = sheet.split("<sheetData></sheetData>")
        before = re.sub('ref="[^"]*"', f'ref="{dimension}"', before, count=1)
        return f"{start}{before}<sheetData>{rows}</sheetData>{after}"

    return changed(excel(), "xl/worksheets/sheet1.xml", change)


def cells(file):
    """Return the cells of each row of a file."""
    return [row for _number, row in reading.rows_of(file)]


def refusal(file):
    """Return why a file cannot be read, as messages."""
    with pytest.raises(ValidationError) as refused:
        cells(file)
    return refused.value.messages


def may_change(record):
    return True


def bring_in(file, kind="activiteiten", may_change=may_change):
    """Receive and check a spreadsheet."""
    user, _made = User.objects.get_or_create(username="riet")
    sheet = storing.receive(file, file.name, kind, user)
    while sheet.rows.filter(outcome=SheetRow.Outcome.WAITING).exists():
        storing.check_next(sheet, may_change)
    return sheet


def outcomes(sheet):
    """Return the number, outcome, changes and problems of each row."""
    return list(sheet.rows.values_list("number", "outcome", "changes", "problems"))
