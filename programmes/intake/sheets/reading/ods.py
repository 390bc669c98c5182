"""The first sheet of an OpenDocument spreadsheet, a row at a time.

Source: OpenDocument 1.3 part 3, chapter 9 (tables), 19.385 (office:value-type).
"""

import zipfile
from itertools import repeat

from defusedxml.ElementTree import iterparse

from programmes.intake.sheets.reading.formula import Formula

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
# ODS stores repeats as a count; a cap keeps a hostile file from expanding without end. It is more
# than the columns that are allowed, and all the rows that a sheet can have.
MOST_COLUMNS, MOST_ROWS = 100, 2**20


def rows(file):
    """Yield the rows of the first sheet, each a list of texts; a formula is a `Formula`."""
    with zipfile.ZipFile(file) as archive, archive.open("content.xml") as content:
        for _event, element in iterparse(content, forbid_dtd=True):
            if element.tag == f"{TABLE}table-row":
                cells = cells_of(element)
                yield from repeat(cells, repeated(element, "number-rows-repeated", MOST_ROWS))
                element.clear()
            elif element.tag == f"{TABLE}table":
                return


def repeated(element, name, most):
    return min(int(element.get(f"{TABLE}{name}", "1")), most)


def cells_of(row):
    """Return the cells of a row without the empty ones at its end."""
    cells = []
    for cell in row:
        if cell.tag in CELLS:
            cells += [text_of(cell)] * repeated(cell, "number-columns-repeated", MOST_COLUMNS)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def text_of(cell):
    """Return a cell as text: dates as 2024-05-01, whole numbers without a point."""
    if formula := cell.get(f"{TABLE}formula"):
        return Formula(formula)
    match cell.get(f"{OFFICE}value-type"):
        case "date":
            return cell.get(f"{OFFICE}date-value", "")[:10]
        case "boolean":
            return "ja" if cell.get(f"{OFFICE}boolean-value") == "true" else "nee"
        case "float":
            return cell.get(f"{OFFICE}value", "").removesuffix(".0")
    return "\n".join(paragraph(each) for each in cell.findall(f"{TEXT}p"))


def paragraph(element):
    """Return the text of a paragraph, with the elements for spaces, tabs and line breaks."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            pieces.append(" " * min(int(child.get(f"{TEXT}c", "1")), 1000))
        elif child.tag == f"{TEXT}line-break":
            pieces.append("\n")
        elif child.tag == f"{TEXT}tab":
            pieces.append("\t")
        else:
            pieces.append(paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
