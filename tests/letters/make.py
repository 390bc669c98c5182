"""`make letters`: generate the letters in `files/` from the TOML files in `data/`.

The forms are those of real letters: a PDF with a side column, a Word document, plain text, or a
Kamerstuk as the House publishes it.
"""

import json
import textwrap

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from tests.letters.paper import pdf_house, pdf_ministry, pdf_plain, register_fonts
from tests.letters.source import FILES, blocks, expected, letters


def word(letter, path):
    """Write a Word document, with its letterhead in a table, the page header or a text box."""
    document = docx.Document()
    document.core_properties.title = ""
    document.styles["Normal"].font.size = Pt(9)
    aside, to = letter.get("aside", []), letter.get("to", [])
    if letter.get("form") in ("header", "box"):
        if letter["form"] == "box":
            add_box(document.add_paragraph(), aside)
        else:
            document.sections[0].header.paragraphs[0].text = "\n".join(aside)
        for text in to:
            document.add_paragraph(text)
    else:
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text = "\n".join(to)
        table.rows[0].cells[1].text = "\n".join(aside)
    space(document, letter)
    if house := letter.get("house"):
        document.add_paragraph(house["dated"])
    for label, *lines in letter.get("head", []):
        document.add_paragraph("\t".join([label, "\n\t".join(lines)]) if lines else label)
    space(document, letter)
    for block in filter(None, blocks(letter)):
        numbered = block[0][:1].isdigit()
        style = "List Number" if numbered else "List Bullet" if block[0] else None
        paragraph = document.add_paragraph(style=style)
        for index, part in enumerate(block[1].split("^")):
            if index:
                paragraph.add_run(part[0]).font.superscript = True
                part = part[1:]
            paragraph.add_run(part)
    space(document, letter)
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


def space(document, letter):
    """Add an empty paragraph between two parts, unless the letter is `dense`."""
    if not letter.get("dense"):
        document.add_paragraph("")


def add_box(paragraph, lines):
    """Anchor a text box with these lines to a paragraph of a Word document."""
    inner = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    box = (
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>'
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    paragraph.add_run()._r.append(parse_xml(box))


def text(letter, path):
    """Write plain text, linear or in columns as a text extractor outputs them."""
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
    "box": word,
    "linear": text,
    "columns": text,
}


def main():
    """Replace all files by new letters, each with its expected result as JSON."""
    register_fonts()
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
