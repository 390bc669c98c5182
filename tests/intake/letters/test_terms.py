"""Which sentences of a letter promise something, and when. The letter is of 15 May 2024."""

from datetime import date

import pytest

from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.terms import Due, terms_in

TOLD_ON = date(2024, 5, 15)


def terms(sentence, told_on=TOLD_ON):
    """Return (words, kind) of each term in a sentence."""
    return [tuple(fact.value) for fact in terms_in([(1, sentence)], told_on)]


def test_a_term_is_found_with_its_page_and_sentence():
    sentence = "Ik verwacht u voor de zomer mijn beleidsreactie te sturen."
    assert terms_in([(1, "Geachte voorzitter,"), (2, sentence)], TOLD_ON) == (
        Fact(Due("voor de zomer", "beleidsreactie"), 2, sentence),
    )


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("Het onderzoek is naar verwachting in het najaar afgerond.", "in het najaar", "afronding"),
        ("Het rapport verschijnt naar verwachting eind 2025.", "eind 2025", "rapport"),
        ("De Inspectie start in 2025 een onderzoek naar zorg.", "in 2025", "start"),
        ("Binnen zes weken ontvangt u mijn reactie.", "Binnen zes weken", "beleidsreactie"),
        (
            "U ontvangt mijn reactie op het rapport uiterlijk 1 juli 2024, als dat lukt.",
            "uiterlijk 1 juli 2024",
            "beleidsreactie",
        ),
        (
            "Als de wet er dan is, start het onderzoek (in de loop van 2025).",
            "in de loop van 2025",
            "start",
        ),
    ],
)
def test_a_promise(sentence, words, kind):
    assert terms(sentence) == [(words, kind)]


@pytest.mark.parametrize(
    "sentence",
    [
        # An earlier plan, a denial, or a term that is over.
        "Het rapport zou voor de zomer verschijnen.",
        "Het rapport verschijnt niet voor de zomer.",
        "Het onderzoek ging van start op 3 juni 2025.",
        "In april 2024 volgt het rapport.",
        "In het kader van het rapport dat in 2023 is verschenen, volgt een reactie.",
        # Nothing is due, or something else.
        "Ik verwacht u voor de zomer te informeren.",
        "In reactie op uw vragen zal ik u voor de zomer schrijven.",
        "Hij begint op 1 februari 2025.",
        # The term belongs to something else, or there are two.
        "Het in 2025 gehouden onderzoek wordt afgerond.",
        "Het rapport van eind 2024 wordt gepubliceerd.",
        "Het rapport over 2025 volgt.",
        "Het rapport verschijnt in juni en mijn reactie volgt na de zomer.",
        # No term.
        "Elk jaar verschijnt een rapport.",
        "Mijn reactie op het rapport volgt zo spoedig mogelijk.",
        # Longer than a promise.
        "Mijn reactie volgt voor de zomer" + " en zo voort" * 40,
    ],
)
def test_no_promise(sentence):
    assert terms(sentence) == []


def test_a_letter_without_a_date_names_only_terms_with_a_year():
    assert terms("Mijn reactie volgt voor de zomer.", None) == []
    assert terms("Mijn reactie volgt voor de zomer van 2024.", None) == [
        ("voor de zomer van 2024", "beleidsreactie")
    ]
