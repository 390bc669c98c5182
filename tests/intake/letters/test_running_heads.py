"""Lists of goals that go on over a page with a running head or foot."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from programmes.intake.letters.answer import as_dictionary
from programmes.intake.letters.parsing import parse
from programmes.intake.letters.reading import Reading
from programmes.intake.letters.reading.pages import answer

FIRST = """\
Ministerie van Asiel en Migratie

Aan de Voorzitter van de Tweede Kamer
der Staten-Generaal

Datum         3 maart 2025
Ons kenmerk   5120934
Onderwerp     Jaarplan 2026

Hierbij bied ik u het Jaarplan 2026 van de Inspectie aan.

De Inspectie heeft deze doelen:

- het versterken van vertrouwen;
- het bevorderen van leren"""
NEXT = """\
in de keten;
- het beschermen van kinderen.

Hoogachtend,"""
GOALS = ["versterken van vertrouwen", "bevorderen van leren in de keten", "beschermen van kinderen"]


def goals(*pages):
    return as_dictionary("brief.txt", Reading(letter=parse(list(pages))))["goals"]


HEADS = [
    "Ministerie van Asiel en Migratie",
    "              MINISTERIE VAN ASIEL EN MIGRATIE",
    "Ministerie van Asiel en Migratie\nDatum   3 maart 2025",
    "Pagina 2 van 2\n\nMinisterie van Asiel en Migratie",
    "Ministerie van Asiel en Migratie | Pagina 2 van 2",
    "2 | Ministerie van Asiel en Migratie",
    "Datum 3 maart 2025\nOns kenmerk 5120934",
    "- 2 -",
    "Pagina: 2/2",
    "Bladzijde 2",
]


@pytest.mark.parametrize("head", HEADS)
def test_a_running_head_does_not_end_a_list(head):
    assert goals(FIRST, f"{head}\n\n{NEXT}") == GOALS


FEET = ["Ministerie van Asiel en Migratie   Pagina 1 van 2", "- 1 -", "Pagina 1 | 2"]


@pytest.mark.parametrize("foot", FEET)
def test_a_running_foot_does_not_end_a_list(foot):
    assert goals(f"{FIRST}\n\n{foot}", NEXT) == GOALS


def test_a_head_and_a_foot_repeat_those_of_other_pages():
    head, foot = "Vertrouwelijk tot 10 maart", "Postbus 20301 | www.voorbeeld.nl | Pagina {} van 3"
    pages = [FIRST, f"{head}\n\n{NEXT}", f"{head}\n\nMet vriendelijke groet,"]
    assert goals(*(f"{page}\n\n{foot.format(n)}" for n, page in enumerate(pages, 1))) == GOALS


ENDS = [
    "Jaarplan 2026",
    "Thema's van de Inspectie",
    "Het toezicht op de opvang gaat over meer.",
]


@pytest.mark.parametrize("words", ENDS)
def test_a_heading_or_sentence_at_the_top_of_a_page_ends_a_list(words):
    first = f"{FIRST} in de keten."
    assert goals(first, f"{words}\n\n- de opvang;\n- de terugkeer.") == GOALS[:2]


def test_an_item_goes_on_with_words_of_the_letterhead():
    first = FIRST.replace("leren", "overleg met het")
    second = "Ministerie van Asiel en Migratie;\n- het beschermen van kinderen."
    assert goals(first, second) == [
        GOALS[0],
        "bevorderen van overleg met het Ministerie van Asiel en Migratie",
        GOALS[2],
    ]


@pytest.mark.parametrize("size", [6, 7, 8.5, 10, 14])
def test_the_running_head_of_a_pdf_has_any_size(size):
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842))
    for page, height in ((FIRST, 12), (NEXT, size)):
        canvas.setFont("Helvetica", height)
        canvas.drawString(250, 800, "Ministerie van Asiel en Migratie")
        canvas.setFont("Helvetica", 9)
        for number, line in enumerate(page.split("\n")[2 * (page is FIRST) :]):
            canvas.drawString(72, 760 - 12 * number, line)
        canvas.showPage()
    canvas.save()
    assert goals(*answer(target.getvalue())["pages"]) == GOALS
