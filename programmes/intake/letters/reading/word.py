"""A Word document (DOCX) to text with its layout."""

import io
import zipfile
from itertools import zip_longest

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from programmes.intake.letters.reading.error import ReadingError

# Bytes of all parts together, unpacked.
MOST_UNPACKED = 100 * 1024 * 1024
# Spaces between the pieces of a row.
GAP = 4
# A paragraph of more characters, or a sentence of as many words, gets empty lines around it.
PROSE, SENTENCE = 70, 5
PAGE = "\f"
BREAKS = {qn("w:tab"): " " * GAP, qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# A second form of a drawing, for older programs.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED = {qn("w:del"), qn("w:instrText"), qn("w:pPr"), qn("w:txbxContent"), FALLBACK}


def read_word(file):
    """Return the pages of a Word document as text, as far as the file says where a page ends.

    Args:
        file: a binary file, open for reading.

    Raises:
        ReadingError: "corrupt" or "too_large".
    """
    data = file.read()
    try:
        check_size(data)
        document = docx.Document(io.BytesIO(data))
        refuse_entities(document)
        lines = document_lines(document)
    except (zipfile.BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError) as error:
        raise ReadingError("corrupt") from error
    return "\n".join(lines).split(PAGE)


def check_size(data):
    """Refuse a zip bomb, and a part that yields more than it declares: its checksum is wrong."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
            raise ReadingError("too_large")
        if package.testzip():
            raise ReadingError("corrupt")


def refuse_entities(document):
    """Refuse a document type declaration: Word writes none, and it can define entities."""
    if document.element.getroottree().docinfo.internalDTD is not None:
        raise ReadingError("corrupt")


def document_lines(document):
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
            lines += [*container_lines(getattr(part, "_element", part), document), ""]
    return lines


def container_lines(container, document):
    """Return the lines of a container of paragraphs and tables: body, header, cell, text box."""
    lines = []
    for child in container:
        if child.tag == qn("w:p"):
            lines += paragraph_lines(child, document)
        elif child.tag == qn("w:tbl"):
            lines += table_lines(child, document)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            lines += container_lines(child, document)
    return lines


def paragraph_lines(paragraph, document):
    """Return the lines of a paragraph and of the text boxes anchored to it."""
    text = words(paragraph)
    if list_marker := marker(paragraph, document):
        text = f"{list_marker} {text}"
    lines = text.split("\n")
    if is_prose(text) and not list_marker:
        lines = ["", *lines, ""]
    for box in paragraph.iter(qn("w:txbxContent")):
        if not any(parent.tag == FALLBACK for parent in box.iterancestors()):
            lines += ["", *container_lines(box, document), ""]
    return lines


def is_prose(text):
    """Return whether a paragraph is running text; Word has space around it, but no empty line."""
    is_sentence = text.rstrip().endswith((".", ":", "?")) and len(text.split()) >= SENTENCE
    return len(text) > PROSE or is_sentence


def words(element):
    """Return the text of an element; text that was deleted or is repeated does not count."""
    text = ""
    for child in element:
        if child.tag in SKIPPED or is_footnote_mark(child):
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
            text += words(child)
    return text


def is_footnote_mark(element):
    """Return whether an element is a run of superscript digits: a reference to a footnote."""
    if element.tag != qn("w:r"):
        return False
    raised = element.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    is_raised = raised is not None and raised.get(qn("w:val")) == "superscript"
    return is_raised and "".join(element.itertext()).strip("() ").isdecimal()


def marker(paragraph, document):
    """Return a bullet for a list item, else "": Word makes its number only when it is shown."""
    properties, name = paragraph.pPr, paragraph.style or ""
    if properties is None or name.startswith(("Heading", "Kop")):
        return ""
    in_list = name.startswith(("List", "Lijst", "Opsomming")) or style_is_list(name, document)
    return "•" if properties.numPr is not None or in_list else ""


def style_is_list(name, document):
    """Return whether a paragraph style has a numbering of its own."""
    for style in document.styles.element:
        if style.get(qn("w:styleId")) == name and name:
            return style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    return False


def table_lines(table, document):
    """Return the lines of a table: cells of a row beside each other, each column in its place."""
    rows = [
        [
            "\n".join(container_lines(cell, document)).replace(PAGE, "").strip("\n").split("\n")
            for cell in row.iterchildren(qn("w:tc"))
        ]
        for row in table.iter(qn("w:tr"))
        if next(row.iterancestors(qn("w:tbl"))) is table
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
