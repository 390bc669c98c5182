"""Who signs a letter, and who is only named in it."""

import pytest

from tests.intake.letters.typed import BODY, SIGNED, facts

OFFICE = "Minister van Asiel en Migratie"
BAKKER = {"name": "R. Bakker", "office": OFFICE}


@pytest.mark.parametrize(
    "sentence",
    [
        "Een afschrift van deze brief zend ik aan de Voorzitter van de Eerste Kamer.",
        "Kopie van deze brief zend ik aan de Voorzitter van de Eerste Kamer.",
        "In afschrift zend ik deze brief aan de Eerste Kamer.",
        "Verzending van het plan volgt.",
    ],
)
@pytest.mark.parametrize("space", ["\n", "\n\n"])
def test_who_signs_below_a_sentence_about_a_copy(sentence, space):
    assert facts(signed=f"{sentence}{space}{SIGNED}")["signatories"] == [BAKKER]


def test_a_line_with_a_copy_between_two_who_sign():
    signed = f"{SIGNED}\n\ncc: Eerste Kamer\n\nDe Minister van Financiën,\n\nE. Kok"
    assert [each["name"] for each in facts(signed=signed)["signatories"]] == ["R. Bakker", "E. Kok"]


@pytest.mark.parametrize(
    "copies",
    [
        "Deze brief is in afschrift gezonden aan:\nDe Minister van Financiën, K. Smit",
        "Een gelijkluidende brief is gezonden aan:\nDe Minister van Financiën, K. Smit",
        "Kopie aan:   De Minister van Financiën, K. Smit\n"
        "             De Minister van Defensie, L. Kok",
        "Kopie aan:\nDe Minister van Financiën, K. Smit\n\nDe Minister van Defensie, L. Kok",
    ],
)
def test_who_gets_a_copy_does_not_sign(copies):
    assert facts(below=copies)["signatories"] == [BAKKER]


def test_who_signs_below_those_who_get_a_copy():
    copies = "Kopie aan:\nDe Minister van Financiën"
    assert facts(signed=f"{copies}\n\n{SIGNED}")["signatories"] == [BAKKER]


@pytest.mark.parametrize(
    "named",
    [
        "De Inspectie sprak met:\nK. Smit\nDirecteur PI Vught",
        "Aan dit onderzoek werkten mee:\nK. Smit\nDirecteur PI Vught",
        "De commissie bestaat uit:\n\nK. Smit\nDirecteur PI Vught",
        "Voor vragen kunt u terecht bij:\nmr. K. Smit\nDirecteur Toezicht",
        "Contactpersoon\nK. Smit\nDirecteur Toezicht",
        "Contactpersoon\nDe secretaris-generaal,\nK. Smit",
    ],
)
def test_an_official_who_is_only_named_does_not_sign(named):
    assert facts(body=f"{BODY}\n\n{named}\n\nDat was nuttig.")["signatories"] == [BAKKER]
    assert facts(signed=f"Hoogachtend,\n\n{SIGNED}\n\n{named}")["signatories"] == [BAKKER]


@pytest.mark.parametrize("in_place", [",\nnamens deze,", ", namens deze,", ",\nvoor deze:"])
@pytest.mark.parametrize(
    "office",
    ["Hoofd afdeling Toezicht", "Programmadirecteur Opvang", "Directrice Toezicht",
     "\nAfdelingshoofd Toezicht"],
)  # fmt: skip
def test_who_signs_for_a_minister_with_an_office_that_is_not_known(in_place, office):
    assert facts(signed=f"De {OFFICE}{in_place}\n\nmr. K. Smit\n{office}")["signatories"] == []
