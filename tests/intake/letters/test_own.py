"""Where a letter begins and ends in its file; words in its own text that only look like that."""

import pytest

from programmes.intake.letters.answer import as_dictionary
from programmes.intake.letters.parsing import parse
from programmes.intake.letters.reading import Reading
from tests.intake.letters.typed import BODY, GOALS, HEAD, SIGNED, TO, facts

LISTED = f"De Inspectie heeft twee doelen:\n- het {GOALS[0]};\n- het {GOALS[1]}."
OFFICE = "Minister van Asiel en Migratie"
BAKKER = {"name": "R. Bakker", "office": OFFICE}


@pytest.mark.parametrize(
    "words",
    [
        "Het gaat om:\n- oorspronkelijk gepland in 2025: 12;\n- doorgestuurd naar de politie: 12.",
        "Dit onderzoek is later begonnen dan in het jaarplan\n   oorspronkelijk was voorzien.",
        "   doorgestuurd bericht van de politie.",
    ],
)
def test_words_of_a_mail_within_the_text_end_no_letter(words):
    assert facts(body=f"{BODY}\n\n{LISTED}\n\n{words}") == facts(body=f"{BODY}\n\n{LISTED}")


@pytest.mark.parametrize("marker", ["-----Oorspronkelijk bericht-----", "__ Forwarded message __"])
def test_the_mail_that_a_letter_answers_is_left_out(marker):
    mail = "Van: Griffie\nOnderwerp: Verzoek\n\nDe Minister van Financiën,\n\nK. Smit"
    assert facts(below=f"{marker}\n{mail}") == facts()


@pytest.mark.parametrize(
    "words",
    [
        f"De {OFFICE[0].lower()}{OFFICE[1:]} en ik hebben kennisgenomen van uw brief,\n"
        "waarin u om het jaarplan vroeg. Ik stuur u de\n"
        "beantwoording van de vragen uit het schriftelijk overleg voor de zomer toe.",
        f"De {OFFICE[0].lower()}{OFFICE[1:]} en ik hebben kennisgenomen van uw brief,\n"
        "waarin u om het jaarplan vroeg. Dat vindt u in\nBijlage 1: Jaarplan 2026.",
    ],
)
def test_running_text_about_a_minister_ends_no_letter(words):
    assert facts(body=f"{BODY}\n\n{words}")["signatories"] == [BAKKER]


def test_a_list_of_annexes_between_two_who_sign():
    signed = f"{SIGNED}\n\nBijlage: Werkprogramma\n\nDe Minister van Financiën,\n\nE. Kok"
    found = facts(signed=signed)["signatories"]
    assert found == [BAKKER, {"name": "E. Kok", "office": "Minister van Financiën"}]


@pytest.mark.parametrize("heading", ["Bijlage", "Bijlage 1", "Bijlage 2: Jaarplan"])
def test_an_annex_may_have_no_title(heading):
    annex = f"{LISTED}\n\nDe Inspecteur-generaal,\n\nK. Smit"
    assert facts(below=f"{heading}\n\n{annex}") == facts()


@pytest.mark.parametrize(
    "heading",
    ["Bijlage: Jaarplan 2026", "Bijlage 1 - Jaarplan", "Bijlage A: Jaarplan 2026",
     "Vragen van het lid Smit (VVD) aan de minister over het jaarplan (ingezonden 3 mei 2025)",
     "Antwoorden op de vragen van het lid Smit"],
)  # fmt: skip
def test_what_follows_the_signature_is_another_document(heading):
    annex = f"{LISTED}\n\nDe Inspecteur-generaal,\n\nK. Smit"
    assert facts(below=f"{heading}\n\n{annex}") == facts()
    pages = [f"{TO}\n\n{HEAD}\n\n{BODY}\n\n{SIGNED}", f"{heading}\n\n{annex}", annex]
    assert as_dictionary("brief.txt", Reading(letter=parse(pages))) == facts()


def test_a_mail_that_sends_the_letter_on_is_left_out():
    cover = "Geachte collega,\n\nHierbij stuur ik u de brief.\n\n---- Doorgestuurd bericht ----"
    assert facts(above=cover) == facts()
    mail = "Van: Kabinet\nAan: Griffie\nOnderwerp: FW: brief\n\n---- Doorgestuurd bericht ----"
    assert facts(above=mail) == facts()
