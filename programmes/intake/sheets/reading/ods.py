"""The first visible sheet with cells of an OpenDocument spreadsheet, a row at a time.

Source: OpenDocument 1.3 part 3, chapter 9 (tables), 16.29 (styles of dates), 19.385
(office:value-type).
"""

import re
import zipfile

from defusedxml.ElementTree import iterparse

from programmes.intake.sheets.reading.error import SheetError
from programmes.intake.sheets.reading.formats import DAY, MONTH, YEAR
from programmes.intake.sheets.reading.limits import MAX_ROWS, MOST_ROWS
from programmes.intake.sheets.reading.marked import Dated, Formula, Struck, counted, truth
from programmes.intake.sheets.reading.patterns import whole

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
# The most columns that a count of repeats gives, so that a hostile file does not expand without
# end; more than are allowed.
MOST_REPEATED = 100


def rows(file, aside):
    """Yield (number, cells) of each row, the cells as texts; a formula is a `Formula`.

    Args:
        aside: the `Aside` to add to.
    """
    reader = Reader(aside)
    with zipfile.ZipFile(file) as archive:
        if "styles.xml" in archive.namelist():
            with archive.open("styles.xml") as named:
                for _event, element in iterparse(named, forbid_dtd=True):
                    reader.end(element)
        with archive.open("content.xml") as content:
            yield from reader.rows(iterparse(content, ("start", "end"), forbid_dtd=True))


class Reader:
    """Follows the elements of a document.

    Attributes:
        dates: by the name of a style of dates, the piece of a date that it shows.
        styles: by the name of a style of cells, that of its style of dates; of tables, whether
            they are hidden.
        struck: the names of the styles that strike a text through.
        columns: the default style of each column.
        found: whether a sheet with cells was there.
    """

    def __init__(self, aside):
        self.aside, self.dates, self.styles, self.struck, self.columns = aside, {}, {}, set(), []
        self.found, self.is_read, self.is_from_1900 = False, False, True

    def rows(self, events):
        for event, element in events:
            if event == "start":
                self.begin(element)
            elif element.tag == f"{TABLE}table-row":
                if self.is_read:
                    cells = self.cells_of(element, self.number + 1)
                    times = repeated(element, "number-rows-repeated", MOST_ROWS)
                    if cells:
                        self.found = True
                        numbers = range(self.number + 1, self.number + times + 1)
                        if hides(element):
                            self.aside.hidden.extend(numbers[:MAX_ROWS])
                        yield from ((each, cells) for each in numbers)
                    self.number += times
                element.clear()
            else:
                self.end(element)

    def begin(self, element):
        """Decide at the start of a sheet whether it is the one to read."""
        if element.tag == f"{TABLE}table":
            hidden = self.styles.get(element.get(f"{TABLE}style-name")) is HIDDEN
            self.is_read = not (self.found or hidden)
            self.number, self.columns = 0, []
            if self.is_read:
                self.aside.hidden_columns.clear()
            else:
                self.aside.unread.append(element.get(f"{TABLE}name", ""))

    def end(self, element):
        """Keep what a style, a column or a setting says."""
        name = element.get(f"{STYLE}name")
        if element.tag == f"{NUMBER}date-style":
            self.dates[name] = shown({each.tag for each in element})
        elif element.tag == f"{NUMBER}text-style":
            # "mmm-yy;@": numbers in a style of their own.
            for each in element.findall(f"{STYLE}map"):
                self.dates[name] = self.dates.get(each.get(f"{STYLE}apply-style-name"), DAY)
        elif element.tag == f"{STYLE}style":
            self.keep_style(name, element)
        elif element.tag == f"{TABLE}table-column" and self.is_read:
            times = repeated(element, "number-columns-repeated", MOST_REPEATED)
            if hides(element):
                first = len(self.columns) + 1
                self.aside.hidden_columns.extend(range(first, first + times))
            self.columns += [element.get(f"{TABLE}default-cell-style-name")] * times
        elif element.tag == f"{TABLE}null-date":
            self.is_from_1900 = element.get(f"{TABLE}date-value", FIRST_DAY) == FIRST_DAY

    def keep_style(self, name, style):
        table, text = (style.find(f"{STYLE}{kind}-properties") for kind in ("table", "text"))
        is_hidden = table is not None and table.get(f"{TABLE}display") == "false"
        self.styles[name] = HIDDEN if is_hidden else style.get(f"{STYLE}data-style-name")
        lines = [] if text is None else [text.get(f"{STYLE}text-line-through-{k}") for k in LINES]
        inherits = not any(lines) and style.get(f"{STYLE}parent-style-name") in self.struck
        if inherits or set(lines) - {None, "none"}:
            self.struck.add(name)

    def cells_of(self, row, number):
        """Return the cells of a row without the empty ones at its end.

        Raises:
            SheetError: for merged cells.
        """
        cells = []
        for cell in row:
            if cell.tag in CELLS:
                if spans(cell):
                    raise SheetError("merged", place(number, len(cells) + 1))
                text = self.text_of(cell, len(cells))
                cells += [text] * repeated(cell, "number-columns-repeated", MOST_REPEATED)
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def text_of(self, cell, column):
        """Return a cell as text: dates as 2024-05-01, whole numbers without a point."""
        default = self.columns[column] if column < len(self.columns) else None
        style = cell.get(f"{TABLE}style-name", default)
        text = self.value_of(cell, style)
        is_struck = style in self.struck or any(
            each.get(f"{TEXT}style-name") in self.struck and "".join(each.itertext()).strip()
            for each in cell.iter()
        )
        return Struck(text) if is_struck and text.strip() else text

    def value_of(self, cell, style):
        if formula := cell.get(f"{TABLE}formula"):
            return truth(formula) or Formula(formula)
        match cell.get(f"{OFFICE}value-type"):
            case "date":
                piece = self.dates.get(self.styles.get(style), DAY)
                return Dated(cell.get(f"{OFFICE}date-value", "")[piece])
            case "boolean":
                return "ja" if cell.get(f"{OFFICE}boolean-value") == "true" else "nee"
            case "float":
                text = written(plain(cell.get(f"{OFFICE}value", "")), shown_in(cell))
                return counted(text) if self.is_from_1900 else text
        return shown_in(cell) or cell.get(f"{OFFICE}string-value", "")


def shown_in(cell):
    """Return the text that a cell shows."""
    return "\n".join(paragraph(each) for each in cell.findall(f"{TEXT}p"))


def plain(number):
    """Return a number without an exponent, and a whole one without a point."""
    if "E" in number.upper() and float(number).is_integer():
        return whole(float(number))
    return number.removesuffix(".0")


def written(number, text):
    """Return a number as its cell shows it, when that stands for a text: 0012345, DGRR-007."""
    digits = re.sub(r"\D", "", text).lstrip("0") or "0"
    return text if digits == number and SAYS_MORE.search(text) else number


# Zeros before a number, and what parts of a reference are joined with; a unit is no part of it.
SAYS_MORE = re.compile(r"^\D*0\d|[^\W_][-/]\d")
# What says that a line goes through a text, and the day that numbers count from.
LINES, FIRST_DAY = ("style", "type"), "1899-12-30"
# In place of a style of dates: the sheets with this style are hidden.
HIDDEN = object()


def shown(tags):
    """Return the piece of a date that is shown by the elements of a style of dates."""
    if f"{NUMBER}day" in tags:
        return DAY
    return MONTH if f"{NUMBER}month" in tags else YEAR


def hides(element):
    """Return whether a row or a column is hidden."""
    return element.get(f"{TABLE}visibility", "visible") != "visible"


def spans(cell):
    """Return whether a cell is merged with others."""
    names = ("number-rows-spanned", "number-columns-spanned")
    return any(cell.get(f"{TABLE}{name}", "1") != "1" for name in names)


def place(row, column):
    """Return the place of a cell as people write it: B3."""
    return f"{chr(ord('A') + column - 1)}{row}" if column <= 26 else str(row)


def repeated(element, name, most):
    return min(int(element.get(f"{TABLE}{name}", "1")), most)


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
