"""The first visible sheet with cells of an Excel file, a row at a time, whatever its properties.

Source: ECMA-376 part 1, 18.3 (worksheets) and 18.4 (shared strings); part 1, 22.9.2.19 (`_x000D_`).
"""

import re
import zipfile
from xml.parsers.expat import ExpatError

from programmes.intake.sheets.reading.error import SheetError
from programmes.intake.sheets.reading.formats import Formats, Look, written
from programmes.intake.sheets.reading.limits import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    MOST_COLUMNS,
    MOST_ROWS,
)
from programmes.intake.sheets.reading.marked import Dated, Formula, Struck, counted, truth
from programmes.intake.sheets.reading.package import Book, Package
from programmes.intake.sheets.reading.patterns import whole
from programmes.intake.sheets.reading.xml import Handler, is_on, parse, stream

# A character of a text as its code: "_x000D_" is a carriage return, "_x005F_" an underscore.
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
SURROGATES = range(0xD800, 0xE000)
LETTERS = re.compile("[A-Z]+")


def rows(file, aside):
    """Yield (number, cells) of each row, the cells as texts; a formula is a `Formula`.

    Args:
        aside: the `Aside` to add to.
    """
    looked_at = []
    with zipfile.ZipFile(file) as archive:
        package = Package(archive)
        book = Book(package)
        texts, looks = SharedTexts(package, book), looks_of(package, book)
        for sheet in book.sheets:
            if sheet.is_hidden:
                continue
            looked_at.append(sheet)
            found = Worksheet(texts, looks, book.from_1904, aside.hidden)
            with package.open(sheet.path) as content:
                yield from stream(content, found)
            if found.has_cells:
                aside.hidden_columns.extend(found.hidden_columns)
                break
    aside.unread.extend(each.name for each in book.sheets if each not in looked_at)


def looks_of(package, book):
    """Return the `Look` of each style; none when the styles cannot be read."""
    try:
        with package.open(book.parts["styles"]) as file:
            return parse(file, Formats()).looks
    except (KeyError, ExpatError):
        return []


class TextHandler(Handler):
    """Collects the text of `t` elements, those of rich text too, but no phonetic hints."""

    def __init__(self):
        super().__init__()
        self.is_hint = False
        self.begin()

    def begin(self):
        """Begin the next text."""
        self.parts, self.is_struck, self.is_run_struck = [], False, False

    def start_r(self, _attributes):
        self.is_run_struck = False

    def start_strike(self, attributes):
        self.is_run_struck = is_on(attributes)

    def start_rPh(self, _attributes):  # noqa: N802, the name of the element
        self.is_hint = True

    def end_rPh(self):  # noqa: N802
        self.is_hint = False

    def start_t(self, _attributes):
        self.pieces = None if self.is_hint else []

    def end_t(self):
        text = self.taken()
        self.parts.append(text)
        self.is_struck |= self.is_run_struck and bool(text.strip())

    @property
    def text(self):
        text = unescaped("".join(self.parts))
        return Struck(text) if self.is_struck else text


class SharedStrings(TextHandler):
    def start_si(self, _attributes):
        self.begin()

    def end_si(self):
        self.done.append(self.text)


class SharedTexts:
    """The shared strings of a workbook, read as far as an index was asked for.

    So a sheet that is over a limit is refused before all of its texts are read.
    """

    def __init__(self, package, book):
        self.read, self.size = [], 0
        self.left = self.stream(package, book.parts.get("sharedStrings"))

    def stream(self, package, path):
        if path is not None:
            with package.open(path) as file:
                yield from stream(file, SharedStrings())

    def __getitem__(self, index):
        while len(self.read) <= index:
            text = next(self.left)
            self.size += len(text)
            if self.size > MAX_TEXT or len(self.read) > MAX_ROWS * MAX_COLUMNS:
                raise SheetError("too_much")
            self.read.append(text)
        return self.read[index]


class Worksheet(TextHandler):
    """The rows of a sheet. Cells and rows may leave out their place: then they follow each other.

    Raises:
        SheetError: for merged cells, and for a cell in a column too far.
    """

    def __init__(self, texts, looks, from_1904, hidden):
        super().__init__()
        self.texts, self.looks, self.from_1904, self.has_cells = texts, looks, from_1904, False
        self.struck = {str(place) for place, look in enumerate(looks) if look.is_struck}
        self.number, self.column, self.cells, self.hidden = 0, 0, [], hidden
        self.hidden_columns = []

    def start_col(self, attributes):
        if hides(attributes):
            last = min(int(attributes["max"]), MAX_COLUMNS)
            self.hidden_columns.extend(range(int(attributes["min"]), last + 1))

    def start_row(self, attributes):
        self.number = max(int(attributes.get("r", 0)), self.number + 1)
        self.column, self.cells = 0, []
        self.is_hidden = hides(attributes)

    def end_row(self):
        self.has_cells |= bool(self.cells)
        if self.cells or self.number > MOST_ROWS:
            self.done.append((self.number, self.cells))
            if self.is_hidden:
                self.hidden.append(self.number)

    def start_c(self, attributes):
        place = LETTERS.match(attributes.get("r", ""))
        self.column = column_number(place[0]) if place else self.column + 1
        if self.column > MOST_COLUMNS:
            raise SheetError("too_many_columns")
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.value, self.formula = "", None
        self.begin()

    def start_v(self, _attributes):
        self.pieces = []

    def end_v(self):
        self.value = self.taken()

    def start_f(self, _attributes):
        self.pieces = []

    def end_f(self):
        formula = f"={self.taken()}"
        self.formula = truth(formula) or Formula(formula)

    def end_c(self):
        cell = self.text_of() if self.formula is None else self.formula
        if self.style in self.struck and cell.strip():
            cell = Struck(cell)
        if not cell:
            return
        if self.column > MAX_COLUMNS and cell.strip():
            raise SheetError("too_many_columns")
        if self.column <= MAX_COLUMNS:
            self.cells += [""] * (self.column - len(self.cells))
            self.cells[self.column - 1] = cell

    def text_of(self):
        """Return the cell as text: dates as 2024-05-01, whole numbers without a point."""
        match self.kind:
            case "s":
                return self.texts[int(self.value)] if self.value else ""
            case "inlineStr":
                return self.text
            case "str":
                return unescaped(self.value)
            case "b":
                return "ja" if self.value.strip() in ("1", "true") else "nee"
            case "d":
                shown = self.look.shown
                return Dated(self.value[shown if isinstance(shown, slice) else slice(10)])
            case "n" if self.value.strip():
                return self.number_as_text(float(self.value))
        return self.value

    @property
    def look(self):
        """The `Look` of the style of the cell."""
        place = int(self.style)
        return self.looks[place] if place < len(self.looks) else Look()

    def number_as_text(self, number):
        shown = self.look.shown
        if isinstance(shown, slice):
            try:
                return Dated(written(number, shown, self.from_1904))
            except OverflowError:
                pass
        elif shown and (text := shown.written(number)):
            return text
        text = whole(number) if number.is_integer() else str(number)
        return text if self.from_1904 else counted(text)

    def start_mergeCell(self, attributes):  # noqa: N802
        first, _colon, last = attributes.get("ref", "").partition(":")
        if last not in ("", first):
            raise SheetError("merged", f"{first}:{last}")


def hides(attributes):
    """Return whether a row or a column is hidden."""
    return attributes.get("hidden") in ("1", "true")


def column_number(letters):
    """Return the number of a column: 1 for A, 28 for AB."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def unescaped(text):
    return ESCAPED.sub(character, text)


def character(found):
    """Return the character of a code, or "" for one that no text can have: null, a surrogate."""
    code = int(found[1], 16)
    return "" if code == 0 or code in SURROGATES else chr(code)
