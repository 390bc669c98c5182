"""Writes letters as PDF, in three layouts: side column, labels above the text, Kamerstuk."""

from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.letters.source import blocks

HEIGHT = A4[1]
LEFT, SIDE, TOP, BOTTOM = 72, 425, HEIGHT - 60, 70


class Paper:
    """A PDF of a letter, written from top to bottom, with `y` as the position in points."""

    def __init__(self, path, letter):
        self.canvas = Canvas(str(path), pagesize=A4, invariant=True)
        self.letter, self.y, self.page = letter, TOP, 1
        self.left, self.side = LEFT, SIDE
        self.width = letter.get("width", 325)

    def write(self, text, x=None, size=9, font="Vera", width=None, leading=13):
        """Write a paragraph with line and page breaks; ^1 becomes a superscript."""
        for line in simpleSplit(text, font, size, width or self.width):
            if self.y < BOTTOM:
                self.next_page()
            self.line(line, self.left if x is None else x, size, font)
            self.y -= leading

    def line(self, text, x, size, font):
        for index, part in enumerate(text.split("^")):
            if index:
                self.canvas.setFont(font, size * 0.65)
                self.canvas.drawString(x, self.y + size * 0.35, part[0])
                x += pdfmetrics.stringWidth(part[0], font, size * 0.65)
                part = part[1:]
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.y, part, charSpace=self.letter.get("spacing", 0))
            x += pdfmetrics.stringWidth(part, font, size)

    def beside(self, lines, top):
        """Write the side column, in a small font with its own line height."""
        y = top
        for text in lines:
            is_label = text.lower() in ("ons kenmerk", "uw kenmerk", "bijlagen", "bijlage(n)")
            self.canvas.setFont("VeraBd" if is_label else "Vera", 6.5)
            self.canvas.drawString(self.side, y, text)
            y -= 9

    def margin(self):
        """Write text rotated by 90 degrees in the left margin."""
        self.canvas.saveState()
        self.canvas.rotate(90)
        self.canvas.setFont("Vera", 6)
        self.canvas.drawString(220, -24, self.letter["margin"])
        self.canvas.restoreState()

    def next_page(self):
        self.footer()
        self.canvas.showPage()
        self.page += 1
        self.y = TOP
        if running := self.letter.get("running"):
            self.beside(running, TOP - 40)
            self.y = TOP - 60

    def footer(self):
        if "margin" in self.letter:
            self.margin()
        self.canvas.setFont("Vera", 6.5)
        self.canvas.drawString(
            self.side, 40, f"Pagina {self.page} van {self.letter.get('pages', 1)}"
        )
        y = 60
        for number, text in enumerate(self.letter.get("footnotes", []), 1):
            if self.page == 1:
                self.canvas.drawString(self.left, y, f"{number} {text}")
                y -= 8

    def body(self):
        for block in blocks(self.letter):
            if block is None:
                self.y -= 13
            elif block[0]:
                if self.y < BOTTOM + 13:
                    self.next_page()
                self.canvas.setFont("Vera", 9)
                self.canvas.drawString(self.left, self.y, block[0])
                self.write(block[1], self.left + 16, width=self.width - 16)
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
                    self.line(text, self.left + index * step, 9, "Vera")
                self.y -= 13
            lowest = min(lowest, self.y)
            self.y -= 26
        self.y = lowest - 26
        for text in self.letter.get("after", []):
            self.write(text, size=7, leading=9)
        self.footer()
        self.canvas.save()


def pdf_ministry(letter, path):
    """Write a letter of a ministry, with the sender's details in a column at the right or left."""
    paper = Paper(path, letter)
    if letter.get("column") == "left":
        paper.left, paper.side, paper.width = 200, 45, 335
    paper.write(letter.get("ministry", "Ministerie van Justitie en Veiligheid"), 250, 11)
    paper.y = TOP - 60
    paper.write("> Retouradres Postbus 20301 2500 EH Den Haag", size=6.5)
    paper.y -= 10
    for text in letter.get("to", []):
        paper.write(text)
    paper.beside(letter.get("aside", []), TOP - 60)
    paper.y = TOP - 190
    for label, *lines in letter.get("head", []):
        paper.line(label, paper.left, 9, "Vera")
        for text in lines:
            paper.write(text, paper.left + letter.get("indent", 58))
        paper.y -= 0 if lines else 13
    paper.y -= 22
    paper.body()
    paper.signatures()


def pdf_plain(letter, path):
    """Write a letter without a side column: the labels are stacked at the left."""
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


def register_fonts():
    """Register the fonts that reportlab ships, so that the files do not depend on the machine."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, fonts / f"{name}.ttf"))
