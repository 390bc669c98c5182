"""A Word document (DOCX) to text with its layout."""

import io
import zipfile
from contextlib import suppress
from itertools import zip_longest

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from programmes.intake.letters.reading.error import ReadingError
from programmes.intake.letters.reading.package import normalized
from programmes.intake.letters.reading.visible import Visible

# Spaces between the pieces of a row.
GAP = 4
# A paragraph of more characters, or a sentence of as many words, gets empty lines around it.
PROSE, SENTENCE = 70, 5
PAGE = "\f"
BREAKS = {
    qn("w:tab"): " " * GAP,
    qn("w:ptab"): " " * GAP,
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
BOX = qn("w:txbxContent")


def read_word(file):
    """Return the pages of a Word document as text, as far as the file says where a page ends.

    Args:
        file: a binary file, open for reading.

    Raises:
        ReadingError: "corrupt" or "too_large".
    """
    try:
        document = docx.Document(io.BytesIO(normalized(file.read())))
        refuse_entities(document)
        lines = Text(Visible(styles_of(document))).document_lines(document)
    except (zipfile.BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError) as error:
        raise ReadingError("corrupt") from error
    return "\n".join(lines).split(PAGE)


def refuse_entities(document):
    """Refuse a document type declaration: Word writes none, and it can define entities."""
    if document.element.getroottree().docinfo.internalDTD is not None:
        raise ReadingError("corrupt")


def styles_of(document):
    """Return the styles of a document: elements, none when it has no part with styles.

    `document.styles` opens a template then, and the sandbox opens no file.
    """
    with suppress(KeyError):
        return document.part.part_related_by(RELATIONSHIP_TYPE.STYLES).element.style_lst
    return []


class Text:
    """The lines of text in a document.

    Args:
        visible: the `Visible` of the document.
    """

    def __init__(self, visible):
        self.visible = visible

    def document_lines(self, document):
        """Return the lines of the first page's header, the body, and the footer."""
        header = footer = None
        if document.sections:
            section = document.sections[0]
            header, footer = section.header, section.footer
            if section.different_first_page_header_footer:
                header, footer = section.first_page_header, section.first_page_footer
        lines = []
        for part in (header, document.element.body, footer):
            # What is linked to an earlier section does not exist in the first one.
            if part is not None and not getattr(part, "is_linked_to_previous", False):
                lines += [*self.container_lines(getattr(part, "_element", part)), ""]
        return lines

    def container_lines(self, container):
        """Return the lines of a container of paragraphs and tables: body, header, cell, box."""
        lines, before = [], ""
        for block in self.visible.children(container, qn("w:p"), qn("w:tbl")):
            if block.tag == qn("w:tbl"):
                lines += self.table_lines(block)
            elif self.visible.goes_on(block):
                before += self.words(block)
            else:
                lines += self.paragraph_lines(block, before)
                before = ""
        return [*lines, *filter(None, [before])]

    def paragraph_lines(self, paragraph, before):
        """Return the lines of a paragraph and of the text boxes anchored to it.

        Args:
            before: the text of a paragraph that goes on in this one.
        """
        text = before + self.words(paragraph)
        # An item without text is left where the text was moved from, or is yet to be typed.
        list_marker = self.marker(paragraph) if text.strip() else ""
        if list_marker:
            text = f"{list_marker} {text}"
        lines = text.split("\n")
        if is_prose(text) and not list_marker:
            lines = ["", *lines, ""]
        for box in self.boxes(paragraph):
            lines += ["", *self.container_lines(box), ""]
        return lines

    def boxes(self, element):
        """Yield the text boxes anchored to an element, not those within them."""
        for child in element:
            if child.tag == BOX:
                yield child
            elif not self.visible.is_skipped(child):
                yield from self.boxes(child)

    def words(self, element):
        """Return the text of an element that shows, without that of text boxes."""
        text = ""
        for child in element:
            if child.tag == BOX or self.visible.is_skipped(child) or is_footnote_mark(child):
                continue
            if child.tag == qn("w:t"):
                text += child.text or ""
            elif child.tag == qn("w:br"):
                text += PAGE if child.get(qn("w:type")) == "page" else "\n"
            elif child.tag == qn("w:lastRenderedPageBreak"):
                text += PAGE
            elif child.tag in BREAKS:
                text += BREAKS[child.tag]
            else:
                text += self.words(child)
        return text

    def marker(self, paragraph):
        """Return a bullet for a list item, else "": Word makes its number only when it is shown."""
        properties, name = paragraph.pPr, paragraph.style or ""
        if properties is None or name.startswith(("Heading", "Kop")):
            return ""
        in_list = name.startswith(("List", "Lijst", "Opsomming")) or self.visible.list_style(name)
        return "•" if properties.numPr is not None or in_list else ""

    def table_lines(self, table):
        """Return the lines of a table: cells of a row beside each other, in their columns."""
        rows = [
            [self.cell_lines(cell) for cell in self.visible.children(row, qn("w:tc"))]
            for row in self.visible.children(table, qn("w:tr"))
        ]
        widths = [
            max((len(line) for cell in column if cell for line in cell), default=0)
            for column in zip_longest(*rows)
        ]
        lines = []
        for row in rows:
            for pieces in zip_longest(*row, fillvalue=""):
                padded = [
                    piece.ljust(width + GAP) for piece, width in zip(pieces, widths, strict=False)
                ]
                lines.append("".join(padded).rstrip())
        return lines

    def cell_lines(self, cell):
        return "\n".join(self.container_lines(cell)).replace(PAGE, "").strip("\n").split("\n")


def is_prose(text):
    """Return whether a paragraph is running text; Word has space around it, but no empty line."""
    is_sentence = text.rstrip().endswith((".", ":", "?")) and len(text.split()) >= SENTENCE
    return len(text) > PROSE or is_sentence


def is_footnote_mark(element):
    """Return whether an element is a run of superscript digits: a reference to a footnote."""
    if element.tag != qn("w:r"):
        return False
    raised = element.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    is_raised = raised is not None and raised.get(qn("w:val")) == "superscript"
    return is_raised and "".join(element.itertext()).strip("() ").isdecimal()
