"""Goals, people and labels in the file of a letter that are not of the letter itself."""

import pytest

from programmes.intake.letters.answer import as_dictionary
from programmes.intake.letters.parsing import parse
from programmes.intake.letters.reading import Reading
from tests.intake.letters.typed import BODY, GOALS, HEAD, SIGNED, facts

LISTED = f"\n- het {GOALS[0]};\n- het {GOALS[1]}."


def goals(announced, listed=LISTED):
    return facts(body=f"{BODY}\n\n{announced}\n{listed}")["goals"]


@pytest.mark.parametrize(
    "announced",
    [
        "De doelen van het toezicht zijn:",
        "Net als vorig jaar heeft de Inspectie twee doelen:",
        "De Inspectie heeft zich twee doelen gesteld:",
        "Ik onderschrijf de twee doelen van de Inspectie:",
        "In het toezicht op de politie en gemeenten heeft de Inspectie twee doelen:",
        "De Inspectie wil niet alleen controleren, maar ook twee doelen bereiken:",
        "De doelen van de Inspectie zijn niet gewijzigd en luiden:",
        "Uw Kamer vindt in het programma deze doelen:",
        "De twee speerpunten van de Inspectie zijn ook haar doelen:",
        "Het jaarplan noemt speerpunten. De doelen daarvan zijn:",
        "De doelstellingen, die het kabinet onderschrijft, zijn voor de Inspectie:",
        "In de periode 2025-2028 heeft de Inspectie twee doelen:",
        "Er zijn twee doelen:",
        "De koers kent twee doelstellingen:",
        "De belangrijkste doelen voor de komende jaren luiden als volgt:",
        "Dit is het nieuwe programma. Daarin staan twee doelen centraal:",
        "Het jaarplan kiest twee doelen om de opvang te verbeteren:",
        "Om richting te geven kent het programma twee doelen:",
        "In het programma gaat het om twee doelen:",
        "Dit is een programma om de opvang te verbeteren. Daarin staan twee doelen centraal:",
        "Het programma staat in dienst van twee doelen:",
        # With something else to compare.
        "Op basis van de ervaringen van de afgelopen jaren heeft de Inspectie twee doelen gesteld:",
        "Voortbouwend op het Werkprogramma 2025 heeft de Inspectie twee doelen:",
        "De doelen van de Inspectie zijn ten opzichte van 2024 gelijk gebleven:",
        "Net als in het vorige perspectief kiest de Inspectie voor twee doelen:",
        "De evaluatie van het vorige perspectief leidde tot twee doelen voor de Inspectie:",
        "In het werkprogramma zijn samen met partners twee doelen geformuleerd:",
        "De volgende doelen geven richting:",
        "Daarin zijn twee doelen opgenomen die richting geven aan het werk:",
        "Bij elk onderzoek houdt de Inspectie deze doelen voor ogen:",
    ],
)
def test_goals_of_the_supervision_now_are_read(announced):
    assert goals(announced) == GOALS


@pytest.mark.parametrize(
    "announced",
    [
        # Of before.
        "De twee doelen van het vorige werkprogramma zijn bereikt:",
        "De doelen uit het vorige meerjarenperspectief waren:",
        "In de afgelopen jaren kende de Inspectie deze doelen:",
        "Vorig jaar had de Inspectie twee doelen:",
        "De Inspectie werkte in 2024 aan de volgende doelen:",
        "Destijds golden twee doelen:",
        "Zoals in het vorige programma streefde de Inspectie naar twee doelen:",
        "In 2023 en 2024 heeft de Inspectie de volgende doelen:",
        "Eerder formuleerde de Inspectie deze doelen:",
        "Deze doelen zijn inmiddels behaald:",
        "De doelen van het jaarplan 2024 luidden:",
        # Of others.
        "Het kabinet heeft twee doelen:",
        "De regering stelt zich ten doel:",
        "De doelen van de politie zijn:",
        "Gemeenten hebben twee doelen:",
        "Uw Kamer vroeg om de volgende doelen:",
        "De motie noemt als doelen:",
        "Mijn doelen voor 2026 zijn:",
        "Het actieplan van de reclassering heeft twee doelen:",
        "Met het programma van het ministerie beoogt men:",
        "De Dienst Justitiële Inrichtingen noemt in haar jaarplan twee doelen:",
        "Het sluit aan bij twee ontwikkelingsdoelen van de Verenigde Naties:",
        "De strafrechtketen heeft deze doelstellingen:",
        "De Inspectie helpt het kabinet bij zijn doelen:",
        "De Inspectie heeft twee doelen voor haar eigen organisatie:",
        "In haar bedrijfsvoering heeft de Inspectie deze doelen:",
        "Gegevens worden verwerkt voor de volgende doelen:",
        "Het kabinet publiceerde een agenda. Daarin staan twee doelen centraal:",
        "De Inspectie toetst of de inrichtingen de volgende doelen halen:",
        "De Inspectie beoordeelt of het COA de volgende doelen bereikt:",
        "De Inspectie onderschrijft de doelen van gemeenten:",
        "De Inspectie toetst aan de doelen uit artikel 2 van de Penitentiaire beginselenwet:",
        "De Inspectie verwerkt persoonsgegevens voor de volgende doelen:",
        "De Inspectie vindt dat de politie de volgende doelen moet halen:",
        "De Inspectie gaat na of deze doelen zijn gesteld:",
        "De Inspectie beveelt aan om de volgende doelen te stellen:",
        "Het meerjarenperspectief van de politie kent deze doelen:",
        "De gemeenten werken aan de opvang. Zij hebben de volgende doelen:",
        # Of an inquiry.
        "Het onderzoek heeft twee doelen:",
        "De Inspectie heeft bij dit onderzoek twee doelen:",
        "Een verkennend onderzoek naar de opvang heeft tot doel:",
        # Denied.
        "De Inspectie heeft geen doelen van deze aard:",
        "Niet langer doel van het toezicht zijn:",
        "Evenmin zijn dit doelen van de Inspectie:",
        "Dit zijn niet de doelen van de Inspectie:",
    ],
)
def test_goals_of_before_of_others_and_of_an_inquiry_are_not(announced):
    assert goals(announced) == []
    sentence = f"{announced} het {GOALS[0]} en het {GOALS[1]}."
    assert facts(body=f"{BODY}\n\n{sentence}")["goals"] == []


def test_goals_follow_those_of_before():
    before = "De doelen van het vorige programma waren:\n\n- het oefenen;\n- het luisteren."
    assert goals(f"{before}\n\nNu heeft de Inspectie twee doelen:") == GOALS


@pytest.mark.parametrize("announced", ["Graag de doelen overnemen:", "De doelen zijn:"])
def test_a_letter_about_something_else_tells_goals_of_the_supervision_only(announced):
    head = HEAD.replace("Jaarplan 2026", "Overleg")
    body = f"Hierbij stuur ik u een verslag.\n\n{announced}\n{LISTED}"
    assert facts(head=head, body=body)["goals"] == []


@pytest.mark.parametrize("number", ["{};7", "{};12", "{}7", "{},3"])
def test_the_number_of_a_footnote_is_no_part_of_a_goal(number):
    listed = f"\n- het {number.format(GOALS[0])}\n- het {GOALS[1]}.8"
    assert goals("De Inspectie heeft twee doelen:", listed) == GOALS


@pytest.mark.parametrize(
    "listed",
    [
        "De Minister van Financiën,\nE. Kok\n\nDe directeur-generaal Politie,\nA. Wolf",
        "De Minister van Financiën,\n\nE. Kok",
    ],
)
def test_who_signed_something_else_does_not_sign_the_letter(listed):
    body = f"{BODY}\n\nHet convenant is ondertekend door:\n\n{listed}\n\nDat liep goed af."
    assert facts(body=body)["signatories"] == facts()["signatories"]


def test_two_who_sign_the_letter_stay():
    signed = f"{SIGNED}\n\nDe Minister van Financiën,\n\nE. Kok"
    assert [each["name"] for each in facts(signed=signed)["signatories"]] == ["R. Bakker", "E. Kok"]


OFFICE = "Minister van Asiel en Migratie"
BAKKER = {"name": "R. Bakker", "office": OFFICE}


@pytest.mark.parametrize(
    "copies",
    [
        "Kopie aan:\nDe Staatssecretaris van Financiën",
        "Kopie aan:\n\nDe Staatssecretaris van Financiën\nDe Inspecteur-generaal, mr. K. Smit",
        "Een afschrift van deze brief is gezonden aan:\nDe Inspecteur-generaal, mr. K. Smit",
        "In afschrift aan\nDe Minister van Financiën,\nK. Smit",
        "Cc:\nDe Directeur-generaal Politie, K. Smit\nDe Minister van Financiën, L. Kok",
        "Verzendlijst\nDe directeur Toezicht, K. Smit",
    ],
)
def test_who_gets_a_copy_does_not_sign(copies):
    assert facts(below=copies)["signatories"] == [BAKKER]
    assert facts(above=copies)["signatories"] == [BAKKER]


@pytest.mark.parametrize(
    ("signed", "name", "office"),
    [
        (f"De {OFFICE},\nnamens deze,\nde directeur Opvang,\n\nmr. K. Smit", "mr. K. Smit",
         "directeur Opvang"),
        (f"De {OFFICE},\nnamens deze,\n\nmr. K. Smit\nDirecteur Opvang en Terugkeer", "mr. K. Smit",
         "Directeur Opvang en Terugkeer"),
        (f"De {OFFICE},\nvoor deze,\n\nK. Smit\nSecretaris-generaal", "K. Smit",
         "Secretaris-generaal"),
        (f"De {OFFICE},\nnamens deze,\n\nDe plv. secretaris-generaal,\ndrs. K. Smit",
         "drs. K. Smit", "plv. secretaris-generaal"),
        ("Met vriendelijke groet,\n\nK. Smit\nDirecteur Toezicht", "K. Smit", "Directeur Toezicht"),
        (f"De {OFFICE},\nvoor deze:\n\nw.g.\n\nK. Smit\nloco-secretaris-generaal", "K. Smit",
         "loco-secretaris-generaal"),
        (f"De {OFFICE}, b.a.,\n\nK. Smit", "K. Smit", OFFICE),
        (f"De {OFFICE},\nb.a.\n\nK. Smit", "K. Smit", OFFICE),
        (f"De {OFFICE}, i.o.\n\nK. Smit", "K. Smit", OFFICE),
        (f"De {OFFICE},\ni.o.\n\nK. Smit", "K. Smit", OFFICE),
        (f"De {OFFICE},\n\nR. Bakker\n\nBijlage\nDirecteur Toezicht", "R. Bakker", OFFICE),
    ],
)  # fmt: skip
def test_who_signs_in_the_place_of_a_minister_has_an_own_office(signed, name, office):
    assert facts(signed=signed)["signatories"] == [{"name": name, "office": office}]


QUOTED = """{0}Datum 4 april 2019
Ons kenmerk 4599999

Hierbij bied ik u het jaarplan 2019 aan. De doelen van de Inspectie zijn:
- het zoeken van fouten;
- het tellen van klachten.

De Minister van Financiën,
K. Smit{1}"""


@pytest.mark.parametrize("marks", ['""', "“”", "„”"])
def test_a_letter_that_is_quoted_is_another_letter(marks):
    body = f"Eerder las u in een brief:\n\n{QUOTED.format(*marks)}\n\nDat klopte niet.\n\n{BODY}"
    assert facts(body=body) == facts()


def test_words_of_a_programme_that_are_quoted_are_read():
    listed = '"De Inspectie heeft twee doelen:\n- het {};\n- het {}."'.format(*GOALS)
    assert facts(body=f"{BODY} Daarin staat:\n\n{listed}")["goals"] == GOALS


@pytest.mark.parametrize(
    ("named", "years"),
    [
        ("Het past in het Meerjarenperspectief 2025-2028 van de Inspectie.", (2025, 2028)),
        ("Het past in het Meerjarenperspectief van de Inspectie 2025-2028.", (2025, 2028)),
        ("Het past in het Meerjarenperspectief van het toezicht 2025-2028.", (2025, 2028)),
        ("De Inspectie heeft een eigen Meerjarenperspectief 2025-2028.", (2025, 2028)),
        ("De Raad voor de rechtspraak heeft een eigen Meerjarenplan 2025-2028.", (None, None)),
        ("Het Meerjarenplan 2025-2028 van de politie noemt dat ook.", (None, None)),
        ("Dat staat in het meerjarenplan van het Openbaar Ministerie 2025-2028.", (None, None)),
        ("De strategische agenda (2025-2028) van de reclassering zegt dat.", (None, None)),
        ("Zij heeft haar Meerjarenperspectief 2025-2028 vastgesteld.", (2025, 2028)),
        ("Het past in het Meerjarenperspectief 2025-2028 van onze Inspectie.", (2025, 2028)),
        ("Het past in het Meerjarenperspectief 2025-2028 van IJenV.", (2025, 2028)),
        ("Het past in het Meerjarenperspectief van 2025-2028.", (2025, 2028)),
        ("Het Meerjarenplan 2025-2028 van de IND noemt dat ook.", (None, None)),
        ("Het Meerjarenplan 2025-2028 van DJI noemt dat ook.", (None, None)),
        ("Het Meerjarenplan 2025-2028 van gemeenten noemt dat ook.", (None, None)),
        ("Het Meerjarenplan 2025-2028 van mijn ministerie noemt dat ook.", (None, None)),
        ("Het Meerjarenplan 2025-2028 van de inrichtingen noemt dat ook.", (None, None)),
        ("DJI heeft haar Meerjarenplan 2025-2028 vastgesteld.", (None, None)),
    ],
)
def test_a_perspective_is_that_of_the_inspectorate(named, years):
    found = facts(body=f"{BODY} {named}")
    assert (found["perspective_first_year"], found["perspective_last_year"]) == years


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("De Onderzoeksraad start in juni 2026 een onderzoek.", []),
        ("De gemeente Arnhem verwacht haar rapport in mei 2026.", []),
        ("De Inspectie start in juni 2026 een onderzoek bij de gemeente Arnhem.", ["in juni 2026"]),
        ("Ik stuur u in mei 2026 mijn reactie op de Rekenkamer.", ["in mei 2026"]),
        ("Het onderzoek bij de gemeente Arnhem start in juni 2026.", ["in juni 2026"]),
        ("Het rapport over de opvang door de gemeenten verschijnt in mei 2026.", ["in mei 2026"]),
        ("Het onderzoek naar de provincies wordt in mei 2026 afgerond.", ["in mei 2026"]),
        ("De NVWA start in juni 2026 een onderzoek.", []),
        ("De universiteit verwacht haar rapport in mei 2026.", []),
        ("Gemeenten verwachten hun rapport in mei 2026.", []),
        ("In mei 2026 publiceert de NVWA een rapport.", []),
    ],
)
def test_what_others_do_is_no_promise(sentence, words):
    assert [term["words"] for term in facts(body=f"{BODY}\n\n{sentence}")["terms"]] == words


@pytest.mark.parametrize(
    "address",
    ["de heer mr. K. Smit\nTurfmarkt 147", "mw. K. Smit", "Keizersgracht 1\n1000 AA Delft"],
)
def test_a_name_and_an_address_are_no_part_of_an_office(address):
    text = f"Aan de Minister van Financiën\n{address}\n\n{HEAD}\n\n{BODY}\n\n{SIGNED}"
    found = as_dictionary("brief.txt", Reading(letter=parse([text])))
    assert found == facts() | {"recipient": "Minister van Financiën"}


def test_two_kenmerken_on_a_line_are_none():
    assert facts(head="Ons kenmerk JenV: 5120934 / BZK: 2022-0000012")["reference"] is None


@pytest.mark.parametrize(
    "body",
    ["In dit overzicht staan drie toezeggingen.", "De Inspectie heeft mij dat zelf verteld."],
)
def test_a_short_sentence_begins_the_letter(body):
    found = facts(head="Datum 3 maart 2025\nOnderwerp Overzicht", body=body)
    assert (found["kind"], found["signatories"]) == ("other", [BAKKER])


def test_labels_below_a_sentence_are_no_letterhead():
    body = "Op uw verzoek noemt u voortaan bij elke brief:\nKenmerk: 12345\nBijlagen: 7"
    found = facts(head="Datum 3 maart 2025", body=body)
    assert (found["reference"], found["attachments"]) == (None, None)
    assert found["signatories"] == [BAKKER]
