"""A PDF to the text of its pages; runs in the sandbox, without Django."""

import io
import re

from pdfminer.converter import TextConverter
from pdfminer.layout import LAParams
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from programmes.intake.letters.reading.pages import storable

MOST_PAGES = 1_000
MOST_CHARACTERS = 100_000
# A word that is broken at the end of a line, and the end of a line within a paragraph.
BROKEN = re.compile(r"(?<=\w)[-\u00ad]\n(?=[^\W\d_A-Z])")
LINE_END = re.compile(r"(?<!\n)[ \t]*\n(?!\n)")


def answers(file):
    """Yield the text of each page of a PDF, up to where it is damaged."""
    text, resources = io.StringIO(), PDFResourceManager()
    device = TextConverter(resources, text, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(io.BytesIO(file.read()), maxpages=MOST_PAGES):
        interpreter.process_page(page)
        yield in_paragraphs(storable(text.getvalue()[:MOST_CHARACTERS]))
        text.seek(0)
        text.truncate()


def in_paragraphs(text):
    """Return a text with each paragraph on one line, and its broken words as one."""
    paragraphs = LINE_END.sub(" ", BROKEN.sub("", text.replace("\f", "")))
    lines = (" ".join(line.split()) for line in paragraphs.split("\n"))
    return "\n".join(filter(None, lines))
