"""Makes the letters of the tests from the data beside it: `make letters`.

Each letter is written as a ministry would send it: a PDF with a column at the side, a Word
document, a text, or in the form in which the House publishes it.
"""

import json
import textwrap
import tomllib
from pathlib import Path

import docx
import reportlab
from docx.shared import Pt
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).parent
FILES = FOLDER / "files"
NOTHING = {
    "kind": None,
    "reference": None,
    "date": None,
    "subject": None,
    "recipient": None,
    "attachments": None,
    "first_year": None,
    "last_year": None,
    "perspective_first_year": None,
    "perspective_last_year": None,
    "goals": [],
    "signatories": [],
    "on_behalf_of": [],
}
WIDTH, HEIGHT = A4
LEFT, SIDE, TOP, BOTTOM = 72, 425, HEIGHT - 60, 70


def letters():
    """Return the letters of all data files, as dictionaries."""
    found = []
    for path in sorted((FOLDER / "data").glob("*.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8"))["letter"]
    return found


def expected(letter):
    """Return what a reader has to find in a letter: the keys of `read_letter --json`."""
    return NOTHING | letter.get("expected", {})


def blocks(letter):
    """Yield the paragraphs of the running text, and each item of a list, as (sign, text)."""
    for block in letter["body"].strip().split("\n\n"):
        for line in block.split("\n"):
            sign, _, rest = line.partition(" ")
            is_item = sign in "-•–*o" or sign.rstrip(".)").lstrip("(") in "123456abcdef"
            yield (sign, rest) if is_item and len(sign) <= 3 else ("", line)
        yield None


class Paper:
    """A PDF that is written from top to bottom, with text beside it."""

    def __init__(self, path, letter):
        self.canvas = Canvas(str(path), pagesize=A4, invariant=True)
        self.letter, self.y, self.page = letter, TOP, 1
        self.width = letter.get("width", 325)

    def write(self, text, x=LEFT, size=9, font="Vera", width=None, leading=13):
        """Write a paragraph; ^1 becomes a raised number."""
        for line in simpleSplit(text, font, size, width or self.width):
            if self.y < BOTTOM:
                self.next_page()
            self.line(line, x, size, font)
            self.y -= leading

    def line(self, text, x, size, font):
        for index, part in enumerate(text.split("^")):
            if index:
                self.canvas.setFont(font, size * 0.65)
                self.canvas.drawString(x, self.y + size * 0.35, part[0])
                x += pdfmetrics.stringWidth(part[0], font, size * 0.65)
                part = part[1:]
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.y, part)
            x += pdfmetrics.stringWidth(part, font, size)

    def beside(self, lines, top):
        """Write the column at the side: small, in steps of its own."""
        y = top
        for text in lines:
            is_label = text.lower() in ("ons kenmerk", "uw kenmerk", "bijlagen", "bijlage(n)")
            self.canvas.setFont("VeraBd" if is_label else "Vera", 6.5)
            self.canvas.drawString(SIDE, y, text)
            y -= 9

    def next_page(self):
        self.footer()
        self.canvas.showPage()
        self.page += 1
        self.y = TOP
        if running := self.letter.get("running"):
            self.beside(running, TOP - 40)
            self.y = TOP - 60

    def footer(self):
        self.canvas.setFont("Vera", 6.5)
        self.canvas.drawString(SIDE, 40, f"Pagina {self.page} van {self.letter.get('pages', 1)}")
        y = 60
        for number, text in enumerate(self.letter.get("footnotes", []), 1):
            if self.page == 1:
                self.canvas.drawString(LEFT, y, f"{number} {text}")
                y -= 8

    def body(self):
        for block in blocks(self.letter):
            if block is None:
                self.y -= 13
            elif block[0]:
                if self.y < BOTTOM + 13:
                    self.next_page()
                self.canvas.setFont("Vera", 9)
                self.canvas.drawString(LEFT, self.y, block[0])
                self.write(block[1], LEFT + 16, width=self.width - 16)
            else:
                self.write(block[1])

    def signatures(self):
        if self.y < BOTTOM + 120:
            self.next_page()
        self.y -= 13
        start, lowest = self.y, self.y
        step = 170 if self.letter.get("side_by_side") else 0
        for index, lines in enumerate(self.letter.get("signatures", [])):
            if step:
                self.y = start
            for text in lines:
                if text:
                    self.line(text, LEFT + index * step, 9, "Vera")
                self.y -= 13
            lowest = min(lowest, self.y)
            self.y -= 26
        self.y = lowest - 26
        for text in self.letter.get("after", []):
            self.write(text, size=7, leading=9)
        self.footer()
        self.canvas.save()


def pdf_ministry(letter, path):
    """Write a letter with the sender's column at the right, as the ministries do."""
    paper = Paper(path, letter)
    paper.write(letter.get("ministry", "Ministerie van Justitie en Veiligheid"), 250, 11)
    paper.y = TOP - 60
    paper.write("> Retouradres Postbus 20301 2500 EH Den Haag", size=6.5)
    paper.y -= 10
    for text in letter.get("to", []):
        paper.write(text)
    paper.beside(letter.get("aside", []), TOP - 60)
    paper.y = TOP - 190
    for label, *lines in letter.get("head", []):
        paper.line(label, LEFT, 9, "Vera")
        for text in lines:
            paper.write(text, LEFT + letter.get("indent", 58))
        paper.y -= 0 if lines else 13
    paper.y -= 22
    paper.body()
    paper.signatures()


def pdf_plain(letter, path):
    """Write a letter without a column at the side: the labels above each other at the left."""
    paper = Paper(path, letter)
    paper.width = 450
    for text in letter.get("to", []):
        paper.write(text)
    paper.y -= 20
    labels = letter.get("aside", [])
    for text in labels:
        paper.write(text, size=8, leading=11)
    paper.y -= 10
    for label, *lines in letter.get("head", []):
        paper.write(label)
        for text in lines:
            paper.write(text)
    paper.y -= 20
    paper.body()
    paper.signatures()


def pdf_house(letter, path):
    """Write a letter as a Kamerstuk."""
    paper = Paper(path, letter)
    house = letter["house"]
    paper.width = 400
    paper.write("Tweede Kamer der Staten-Generaal", size=13, leading=18)
    paper.write(f"Vergaderjaar {house['session']}")
    paper.y -= 20
    for number, title in house["dossiers"]:
        paper.line(number, LEFT, 9, "VeraBd")
        paper.write(title, LEFT + 80, font="VeraBd", width=320)
        paper.y -= 6
    paper.line(f"Nr. {house['number']}", LEFT, 9, "VeraBd")
    paper.write(house["heading"], LEFT + 80, font="VeraBd", width=320)
    paper.y -= 13
    for text in letter.get("to", []):
        paper.write(text)
    paper.y -= 13
    paper.write(house["dated"])
    paper.y -= 13
    paper.body()
    paper.signatures()


def word(letter, path):
    """Write a Word document: letterhead in a table or in the header, lists by style."""
    document = docx.Document()
    document.core_properties.title = ""
    document.styles["Normal"].font.size = Pt(9)
    aside, to = letter.get("aside", []), letter.get("to", [])
    if letter.get("form") == "header":
        document.sections[0].header.paragraphs[0].text = "\n".join(aside)
        for text in to:
            document.add_paragraph(text)
    else:
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text = "\n".join(to)
        table.rows[0].cells[1].text = "\n".join(aside)
    document.add_paragraph("")
    if house := letter.get("house"):
        document.add_paragraph(house["dated"])
    for label, *lines in letter.get("head", []):
        document.add_paragraph("\t".join([label, "\n\t".join(lines)]) if lines else label)
    document.add_paragraph("")
    for block in filter(None, blocks(letter)):
        numbered = block[0][:1].isdigit()
        style = "List Number" if numbered else "List Bullet" if block[0] else None
        paragraph = document.add_paragraph(style=style)
        for index, part in enumerate(block[1].split("^")):
            if index:
                paragraph.add_run(part[0]).font.superscript = True
                part = part[1:]
            paragraph.add_run(part)
    document.add_paragraph("")
    signatures = letter.get("signatures", [])
    if letter.get("side_by_side"):
        table = document.add_table(rows=1, cols=len(signatures))
        for cell, lines in zip(table.rows[0].cells, signatures, strict=True):
            cell.text = "\n".join(lines)
    else:
        for lines in signatures:
            for text in [*lines, ""]:
                document.add_paragraph(text)
    for text in letter.get("after", []):
        document.add_paragraph(text)
    document.save(path)


def text(letter, path):
    """Write a text: one thing below the other, or in columns as a text extractor leaves them."""
    if "text" in letter:
        path.write_text(letter["text"].replace("^", ""), encoding="utf-8")
        return
    main = [letter.get("ministry", "Ministerie van Justitie en Veiligheid"), ""]
    main += ["> Retouradres Postbus 20301 2500 EH Den Haag", "", *letter.get("to", []), ""]
    head = []
    for label, *lines in letter.get("head", []):
        head += [f"{label} {lines[0]}" if lines else label, *lines[1:]]
    body = []
    for block in blocks(letter):
        if block is None:
            body.append("")
        else:
            sign = f"{block[0]} " if block[0] else ""
            body += textwrap.wrap(sign + block[1], 84, subsequent_indent=" " * len(sign))
    signs = []
    if letter.get("side_by_side"):
        for row in zip(*letter["signatures"], strict=True):
            signs.append("".join(each.ljust(48) for each in row).rstrip())
    else:
        for lines in letter.get("signatures", []):
            signs += [*lines, ""]
    aside = letter.get("aside", [])
    if letter.get("form") == "columns":
        left = [*main, *head, "", *body, *signs]
        rows = max(len(left), len(aside))
        left, aside = left + [""] * (rows - len(left)), [""] * 3 + aside + [""] * rows
        lines = [f"{a:92}{b}".rstrip() for a, b in zip(left, aside, strict=False)]
    else:
        lines = [*main, *aside, "", *head, "", *body, *signs]
    lines += letter.get("after", [])
    path.write_text("\n".join(lines).replace("^", "") + "\n", encoding="utf-8")


WRITERS = {
    "ministry": pdf_ministry,
    "plain": pdf_plain,
    "house": pdf_house,
    "table": word,
    "header": word,
    "linear": text,
    "columns": text,
}


def main():
    """Write every letter and what is expected of it."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, fonts / f"{name}.ttf"))
    FILES.mkdir(exist_ok=True)
    for path in FILES.iterdir():
        path.unlink()
    for letter in letters():
        path = FILES / letter["file"]
        WRITERS[letter["form"]](letter, path)
        answer = json.dumps(expected(letter), ensure_ascii=False, indent=1)
        path.with_suffix(path.suffix + ".json").write_text(answer + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
