"""Each fact of a letter in the forms that letters have; what is not there stays empty."""

import unicodedata

import pytest

from programmes.intake.letters.answer import as_dictionary
from programmes.intake.letters.parsing import parse
from programmes.intake.letters.reading import Reading
from programmes.intake.letters.reading.pages import answer
from tests.intake.letters.typed import BODY, GOALS, HEAD, SIGNED, TO, facts

HEADS = {
    "Ons kenmerk\n\nBijlagen\n1": (None, 1),
    "Ons kenmerk\n\nBijlagen\n\nDatum 3 maart 2025": (None, None),
    "Ons kenmerk:\nBijlagen: 1": (None, 1),
    "Ons kenmerk\nBijlagen\n1": (None, 1),
    "Ons kenmerk\nBijlagen\n5120934\n1": ("5120934", 1),
    "Ons kenmerk\nUw kenmerk\nBijlagen\n5120934\n1": (None, None),
    "Ons kenmerk\n\nUw kenmerk\nPG/2025/12": (None, None),
    "Ons kenmerk\n\nKenmerk Tweede Kamer\n2025Z04411": (None, None),
    "Kenmerk Kamer 2025Z04411\nOns kenmerk\n5120934": ("5120934", None),
    "Ons kenmerk\n2025Z04411": (None, None),
    "Ons kenmerk\n\nDoorkiesnummer\n070 123 45 67": (None, None),
    "Ons kenmerk\n070 123 45 67": (None, None),
    "Ons kenmerk\nPostbus 20301\n2500 EH Den Haag": (None, None),
    "Ons kenmerk\n\nTurfmarkt 147\n2511 DP Den Haag": (None, None),
    "Ons kenmerk: n.v.t.\nBijlagen: -": (None, None),
    "Ons kenmerk: [kenmerk 1]\nBijlagen geen": (None, 0),
    "Ons kenmerk   5120934\nUw kenmerk\nBijlagen      3": ("5120934", 3),
    "Referentienummer 5120934\nUw referentienummer 12": ("5120934", None),
    "Ons nummer: PG/2025/12\nBijlagen 1": ("PG/2025/12", 1),
    "Ons kenmerk\n\n5120934\n\nBijlagen\n\n2": ("5120934", 2),
    "Ons kenmerk (bij antwoord vermelden): 5120934": ("5120934", None),
    "Ons kenmerk 5120934 (gelieve dit te vermelden)": ("5120934", None),
    "Kenmerk: 5120934 | Uw kenmerk: 2025Z04411 | Bijlagen: 2": ("5120934", 2),
    "Ons kenmerk 5120934 Uw kenmerk 2025Z04411 Bijlagen 2": ("5120934", 2),
    "Kenmerk:  Uw kenmerk: PG/2025/12": (None, None),
    "Onze ref.: 5120934\nUw ref.: PG/2025/12\nBijl.: 2": ("5120934", 2),
    "Ons kenmerk 5120934 d.d. 3 maart 2025": ("5120934", None),
    "Bijlagen\n1 + 2": (None, None),
    "Bijlagen 1 en 2": (None, None),
    "Ons kenmerk   Uw kenmerk   Bijlagen\n5120934                   2": ("5120934", 2),
    # Letters apart, and as a scanner took them.
    "O n s  k e n m e r k\n5120934\n\nB i j l a g e n\n2": (None, None),
    "0ns kenrnerk 5l20934\nBijIagen 2": (None, None),
    "Ons kenrnerk\n5120934\nBijlaqen\n2": (None, None),
}


@pytest.mark.parametrize("head", HEADS)
def test_a_label_without_value_stays_empty(head):
    found = facts(head=head)
    assert (found["reference"], found["attachments"]) == HEADS[head]


@pytest.mark.parametrize(
    "reference",
    [
        "A&O/2025/118", "DP&O-25+3", "2025-0000118822 (D)", "(2025) 118", "PO/BB/23 144",
        "MinBuZa.2025.118-22", "118_b", "IENW/BSK-2025/118", "DGT 25.118", "Z-25\\118",
        "4.118.225", "2024.11.05", "2024/11/05", "2025/118 (concept 2)", "VenJ: 25118",
        "(J&V) 25118", "DGRR(25)118",
    ],
)  # fmt: skip
def test_a_kenmerk_has_letters_digits_and_signs(reference):
    assert facts(head=f"Ons kenmerk\n{reference}")["reference"] == reference


def test_a_kenmerk_goes_on_in_the_next_line_of_a_narrow_column():
    assert facts(head="Ons kenmerk\nDGRR/2025/\n118225\n\nBijlagen\n1")["reference"] == (
        "DGRR/2025/118225"
    )
    assert facts(head="Ons kenmerk\n2025/118 (concept\n2)\n\nBijlagen\n1")["reference"] == (
        "2025/118 (concept 2)"
    )


COLONS = [
    "{0:16}: {1}",
    "{0:16}:{1}",
    "{0:16}:     {1}",
    "{0}\t: {1}",
    "{0}\t:\t{1}",
    "{0} :\t{1}",
    "{0}  : {1}",
    "{0}\u00a0\u00a0\u00a0\u00a0: {1}",
    "{0}\u00a0:\u00a0{1}",
    "{0}\u2003\u2003\u2003:\u2003{1}",
    "{0:16}; {1}",
    "{0}; {1}",
    "{0}\uff1a{1}",
    "{0}\n:\n{1}\n",
    "{0}\n: {1}\n",
    "{0}:\n{1}\n",
    "| {0} | : | {1} |",
]
VALUES = {
    "Datum": "3 maart 2025",
    "Ons kenmerk": "5120934 / AM",
    "Uw kenmerk": "n.v.t.",
    "Onderwerp": "Jaarplan 2026 van de Inspectie",
    "Bijlage(n)": "2",
}


@pytest.mark.parametrize("form", COLONS)
def test_a_colon_may_be_anywhere_between_label_and_value(form):
    head = "\n".join(form.format(*each) for each in VALUES.items())
    pages = answer(f"{TO}\n\n{head}\n\n{BODY}".encode())["pages"]
    found = as_dictionary("brief.txt", Reading(letter=parse(pages)))
    assert [found[key] for key in ("date", "reference", "subject", "attachments")] == [
        "2025-03-03", "5120934 / AM", "Jaarplan 2026 van de Inspectie", 2
    ]  # fmt: skip


def test_a_subject_goes_on_below_its_value_behind_a_colon():
    head = "Onderwerp       : Jaarplan 2026 van\n                  Inspecties\nBijlagen        : 1"
    assert facts(head=head)["subject"] == "Jaarplan 2026 van Inspecties"


NOTES = [
    "Aan:        {to}\nVan:        {by}\nDatum:      {on}\nOnderwerp:  {about}",
    "Aan: {to}\nVan: {by}\nDatum: {on}\nOnderwerp: {about}",
    "AAN       : {to}\nVAN       : {by}\nDATUM     : {on}\nONDERWERP : {about}",
    "Aan\t\t{to}\nVan\t\t{by}\nDatum\t\t{on}\nOnderwerp\t{about}",
    "Aan: {to}\nCc: {by}\nOnderwerp: {about}\nVan: {by}\nDatum: {on}",
    "Aan: {to}\nKopie: {by}\nOnderwerp: {about}\nStatus: definitief\nDatum: {on}",
    "Van: {by}\nDatum: {on}\nOnderwerp: {about}\nAan: {to}",
    "Afzender: {by}\nAan: {to}\nT.a.v.: {by}\nDatum: {on}\nOnderwerp: {about}\nVersie: 2",
    "Aan:\n{to}\n\nVan:\n{by}\n\nDatum:\n{on}\n\nOnderwerp:\n{about}",
]


@pytest.mark.parametrize("box", NOTES)
def test_each_label_of_a_note_ends_the_value_before_it(box):
    box = box.format(
        to="de Voorzitter van de Tweede Kamer",
        by="de minister van Asiel en Migratie",
        on="3 maart 2025",
        about="Jaarplan 2026",
    )
    found = as_dictionary("brief.txt", Reading(letter=parse([f"{box}\n\n{BODY}\n\n{SIGNED}"])))
    assert [found[key] for key in ("recipient", "date", "subject")] == [
        "Voorzitter van de Tweede Kamer", "2025-03-03", "Jaarplan 2026"
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["van de Inspectie", "Van de Inspectie", "aan de grens"])
def test_a_subject_goes_on_with_a_word_that_is_a_label_of_notes(end):
    assert facts(head=f"Onderwerp: Jaarplan 2026\n{end}")["subject"] == f"Jaarplan 2026 {end}"


DATES = {
    "Datum 3 maart 2025": "2025-03-03",
    "Datum maandag 3 maart 2025": "2025-03-03",
    "Datum Den Haag, 3 maart 2025": "2025-03-03",
    "Datum publicatie 3 maart 2025": None,
    "Datum publicatie: 3 maart 2025\nDatum: 28 februari 2025": "2025-02-28",
    "Publicatiedatum 3 maart 2025": None,
    "Datum ontvangst 3 maart 2025": None,
    "Datum uw brief 3 maart 2025": None,
    "Datum debat\n3 maart 2025": None,
    "Uw brief van 3 maart 2025": None,
    "Datum 3e maart 2025": "2025-03-03",
    "Datum 3 / 3 / 2025": "2025-03-03",
    "Datum 2025.03.03": "2025-03-03",
    "Kenmerk 5120934 Datum 3 maart 2025": "2025-03-03",
    "Den Haag 3 maart 2025": "2025-03-03",
    "Den Haag, maandag 3 maart 2025": "2025-03-03",
    "Versie 3 maart 2025": None,
    "Datum maart 2025": None,
    "Datum 30 februari 2025": None,
    "Datum\n\nBehandeld door\n3 maart 2025": None,
}


@pytest.mark.parametrize("head", DATES)
def test_only_the_date_of_the_letter_counts(head):
    assert facts(head=head)["date"] == DATES[head]


SUBJECTS = {
    "Onderwerp Werkprogramma 2026 van de\nInspectie": "Werkprogramma 2026 van de Inspectie",
    "Onderwerp\nJaarplan 2026 van de\nDirectie Toezicht en\nHandhaving": (
        "Jaarplan 2026 van de Directie Toezicht en Handhaving"
    ),
    "Onderwerp   Aanbieding van het\n            Jaarplan 2026": "Aanbieding van het Jaarplan 2026",
    "Betreft: Jaarplan voor\nhet jaar 2026": "Jaarplan voor het jaar 2026",
    "Betreft\t\tJaarplan 2026\nOns kenmerk\t5120934\nBijlagen\t-": "Jaarplan 2026",
    "Betreft    Plan van de\n           Inspectie\nBijlagen   1": "Plan van de Inspectie",
    "Betreft\tPlan van de\nBijlagen\t1": "Plan van de",
    "Onderwerp\n\nDatum 3 maart 2025": None,
    "Betr.: Jaarplan 2026": "Jaarplan 2026",
    "Inzake: Jaarplan 2026": "Jaarplan 2026",
    "Betreft (onderwerp): Jaarplan 2026": "Jaarplan 2026",
    "Onderwerp - Jaarplan 2026": "Jaarplan 2026",
    "Onderwerp: Jaarplan 2026 | Datum: 3 maart 2025": "Jaarplan 2026",
    "Onderwerp Aanbieding jaarplan 2026, Bijlage 2 van de begroting": (
        "Aanbieding jaarplan 2026, Bijlage 2 van de begroting"
    ),
    "Betreft Werkprogramma - Bijlage 1 bij de begroting": (
        "Werkprogramma - Bijlage 1 bij de begroting"
    ),
    "Onderwerp Verzoek van de Kamer met Kenmerk: 2024Z01234 over opvang": (
        "Verzoek van de Kamer met Kenmerk: 2024Z01234 over opvang"
    ),
    "Inzake: Verslag van 2025, Ons kenmerk 2025-12": "Verslag van 2025, Ons kenmerk 2025-12",
    "Onderwerp: Jaarplan en bijlage 2": "Jaarplan en bijlage 2",
    "Onderwerp: n.v.t.": None,
    "Onderwerp\nHet toezicht is in 2026 gericht op jeugd, op migratie en op meer zaken.": None,
    "Onderwerp: Klik of tik om tekst in te voeren.": None,
    "Onderwerp: <onderwerp>": None,
}


@pytest.mark.parametrize("head", SUBJECTS)
def test_a_subject_goes_on_while_its_phrase_does(head):
    assert facts(head=head)["subject"] == SUBJECTS[head]


def test_a_subject_holds_no_number_of_attachments_or_reference():
    found = facts(head="Onderwerp Aanbieding jaarplan 2026, Bijlage 2 van Ons kenmerk 2025-12")
    assert (found["attachments"], found["reference"]) == (None, None)


@pytest.mark.parametrize(
    "name",
    [
        "Å. Lindström", "É.-M. Çelik", "Ž.Ł. Šimić", "IJ.M. van 't Hoff", "Th.C. de Graaf",
        "J.-W. op 't Root", "prof.dr. A. d'Ancona", "mr.drs. P. van der Ven MPA", "Ü. Öztürk-Şen",
        "Chr. ‘t Lam", "A.B.C. in 't Veld", "drs. K. (Karin) El Idrissi", "ir. Ö. 's-Gravesande",
        "O. dos Santos", "K. VAN DER MEER", "Jan-Peter de Boer", "J.A. (Jan Anthonie) Bos",
        "A. graaf van Bylandt", "T. Aartsen-'t Hooft", "N.J.J.G. Ibn Ziad LL.M.",
    ],
)  # fmt: skip
def test_a_name_has_initials_of_any_capital(name):
    signed = f"De Minister van Asiel en Migratie,\n\n\n{name}"
    assert facts(signed=signed)["signatories"] == [
        {"name": name, "office": "Minister van Asiel en Migratie"}
    ]


OFFICE = "Minister van Asiel en Migratie"
SIGNATURES = {
    f"De {OFFICE} a.i.,\n\n\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE} ad interim,\n\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE}, plv.,\n\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE} (wnd.),\n\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n\n\nR. Bakker a.i.": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n\nw.g. R. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\nnamens deze,\n\nmr. R. Bakker": ("mr. R. Bakker", OFFICE),
    f"De {OFFICE}, namens deze,\n\nmr. R. Bakker": ("mr. R. Bakker", OFFICE),
    f"De {OFFICE},\n\nDigitaal ondertekend door R. Bakker\nDatum: 2025.03.03 10:11:12": (
        "R. Bakker",
        OFFICE,
    ),
    f"De {OFFICE},\n\nElektronisch ondertekend\ndoor R. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n\nDigitaal ondertekend\n\nR. Bakker": ("R. Bakker", OFFICE),
    f"Hoogachtend,\n\nR. Bakker\n{OFFICE}": ("R. Bakker", OFFICE),
    f"De {OFFICE},\ndeze namens haar,\n\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\nb.a.\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n\n[handtekening]\n\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n(getekend)\n(R. Bakker)": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n\nOndertekend door: R. Bakker op 3 maart 2025": ("R. Bakker", OFFICE),
    f"De waarnemend {OFFICE},\n\nR. Bakker": ("R. Bakker", OFFICE),
    "De plv. inspecteur-generaal,\n\nR. Bakker": ("R. Bakker", "plv. inspecteur-generaal"),
    "De minister van\nOnderwijs,\nCultuur en\nWetenschap,\n\nR. Bakker": (
        "R. Bakker",
        "minister van Onderwijs, Cultuur en Wetenschap",
    ),
    f"Inspectie van het\nOnderwijs aan.\n\nDe {OFFICE},": (None, OFFICE),
    f"De {OFFICE},": (None, OFFICE),
    f"De {OFFICE}, R. Bakker": ("R. Bakker", OFFICE),
    f"Hoogachtend, de {OFFICE}, R. Bakker": ("R. Bakker", OFFICE),
    f"Hoogachtend,\nnamens de {OFFICE},\nmr. R. Bakker": ("mr. R. Bakker", OFFICE),
    f"Hoogachtend,\nnamens de {OFFICE},\nde directeur-generaal Politie,\n\nmr. R. Bakker": (
        "mr. R. Bakker",
        "directeur-generaal Politie",
    ),
    f"De {OFFICE},\nDocument digitaal ondertekend op 3 maart 2025 door:\nR. Bakker": (
        "R. Bakker",
        OFFICE,
    ),
    f"De {OFFICE},\n\nHandtekening:\n\nNaam: R. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n\n__________________\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n..................\n\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n\n/s/ R. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\nmede namens de Minister van Financiën,\n\nR. Bakker": ("R. Bakker", OFFICE),
    f"De {OFFICE},\n\nnamens deze,\n\nde Directeur-Generaal Politie,\n\nR. Bakker": (
        "R. Bakker",
        "Directeur-Generaal Politie",
    ),
    f"De {OFFICE}, R. van Bakkeren.": ("R. van Bakkeren", OFFICE),
    f"De {OFFICE} (R. Bakker)": ("R. Bakker", OFFICE),
    f"De {OFFICE}, namens deze, mr. R. Bakker": ("mr. R. Bakker", OFFICE),
    f"Hoogachtend,\n\nR. Bakker, {OFFICE}": ("R. Bakker", OFFICE),
    f"Met vriendelijke groet,\n\nR. Bakker ({OFFICE})": ("R. Bakker", OFFICE),
    "R. Bakker\nminister van Asiel en Migratie": ("R. Bakker", "minister van Asiel en Migratie"),
    f"De {OFFICE},\n\nMevr. dr. R. Bakker": ("dr. R. Bakker", OFFICE),
    f"De {OFFICE},\n\nde heer R. Bakker": ("R. Bakker", OFFICE),
    f"Dhr. R. Bakker\n{OFFICE}": ("R. Bakker", OFFICE),
    f"De {OFFICE},\nvoor deze,\n\nR. Bakker, plv. inspecteur-generaal": (
        "R. Bakker",
        "plv. inspecteur-generaal",
    ),
    "plv. Inspecteur-generaal,\n\nR. Bakker": ("R. Bakker", "plv. Inspecteur-generaal"),
    "wnd. Inspecteur-generaal,\n\nR. Bakker": ("R. Bakker", "Inspecteur-generaal"),
    f"De {OFFICE} a.i.,": (None, OFFICE),
    f"De {OFFICE},\n\n\nX": (None, OFFICE),
}


@pytest.mark.parametrize("signed", SIGNATURES)
def test_who_signs_has_an_office_and_perhaps_a_name(signed):
    name, office = SIGNATURES[signed]
    assert facts(signed=signed)["signatories"] == [{"name": name, "office": office}]


@pytest.mark.parametrize(
    "below",
    [
        f"- R. Bakker, {OFFICE}",
        "\n".join(f"{letter}. Bakker, {OFFICE}" for letter in "RSTU"),
        "Ik sprak met R. Bakker, minister van Asiel en Migratie",
    ],
)
def test_people_in_a_list_or_a_sentence_sign_nothing(below):
    assert facts(signed=f"Bij het gesprek waren:\n\n{below}")["signatories"] == []


@pytest.mark.parametrize(
    "above",
    [
        "Kopie aan:", "Een afschrift gaat naar:", "cc:", "Bijlage:", "De brief is besproken met",
        "Aanwezig waren:", "Verzonden aan:",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "who", ["B. Cee, minister van Financiën", "B. Cee\nminister van Financiën"]
)
def test_who_gets_a_copy_signs_nothing(above, who):
    signed = f"Hoogachtend,\n\nDirectie Toezicht\n\n{above}\n{who}\nen anderen"
    assert facts(signed=signed)["signatories"] == []


@pytest.mark.parametrize(
    "between",
    ["loco", "bij afwezigheid", "bij afwezigheid\nmede namens de Minister van Financiën,"],
)
def test_who_signs_in_the_absence_of_a_minister_does_not_get_that_office(between):
    assert facts(signed=f"De {OFFICE},\n{between}\n\nC. Dee")["signatories"] == []
    signed = f"De {OFFICE},\n{between}\n\nC. Dee\nDirecteur-generaal Politie"
    assert facts(signed=signed)["signatories"] == [
        {"name": "C. Dee", "office": "Directeur-generaal Politie"}
    ]


def test_two_who_sign_together_have_each_their_own_office():
    signed = f"De {OFFICE} en de Minister van Financiën,\n\n\nR. Bakker en dr. S. Smit"
    assert facts(signed=signed)["signatories"] == [
        {"name": "R. Bakker", "office": OFFICE},
        {"name": "dr. S. Smit", "office": "Minister van Financiën"},
    ]


ABOVE = """\
Naar inhoud
Home   Onderwerpen   Documenten   Contact
Kamerbrief bij jaarplan 2026
Kamerstuk: Kamerbrief | 05-03-2025 | Ministerie van Asiel en Migratie

De minister stuurt de Tweede Kamer het jaarplan voor 2026 van de inspectie, met daarin de keuzes
die zij maakt in haar toezicht op de opvang.

Datum publicatie: 5 maart 2025"""
BELOW = """\
Zie ook
Onderwerp: Opvang
Datum: 7 maart 2025
Deel deze pagina
Verantwoordelijk: Ministerie van Asiel en Migratie"""


@pytest.mark.parametrize("salutation", ["", "Geachte voorzitter,\n\n"])
@pytest.mark.parametrize(("above", "below"), [(ABOVE, ""), ("", BELOW), (ABOVE, BELOW)])
def test_what_a_website_puts_around_a_letter_does_not_count(above, below, salutation):
    plain = facts(body=salutation + BODY)
    assert facts(above=above, body=salutation + BODY, below=below) == plain
    assert plain["date"] == "2025-03-03"


ADJUSTMENTS = {
    "Hierbij bied ik u de wijziging van het jaarplan 2026 aan.": "adjustment",
    "Hierbij stuur ik u de aanpassing werkprogramma 2026.": "adjustment",
    "Bijgaand treft u de tussentijdse bijstelling van het werkprogramma 2026.": "adjustment",
    "Hierbij bied ik u het gewijzigde jaarplan 2026 aan.": "adjustment",
    "Hierbij bied ik u de herziene versie van het jaarplan 2026 aan.": "adjustment",
    "Hierbij bied ik u de jaarplanwijziging 2026 aan.": "adjustment",
    "Met deze brief informeer ik u over de bijstelling van het werkprogramma 2026.": "adjustment",
    "Hierbij meld ik u dat het werkprogramma 2026 is gewijzigd.": "adjustment",
    "Met deze brief informeer ik uw Kamer dat ik het jaarplan 2026 aanpas.": "adjustment",
    "Hierbij bied ik u de wijziging van de Wet toezicht aan.": "other",
    "Hierbij bied ik u de aanpassing van de begroting aan.": "other",
}


@pytest.mark.parametrize("body", ADJUSTMENTS)
def test_an_adjustment_is_one_of_a_programme(body):
    found = facts(body=body, head=HEAD.replace("Jaarplan 2026", "Toezicht"))
    years = (2026, 2026) if ADJUSTMENTS[body] == "adjustment" else (None, None)
    assert (found["kind"], found["first_year"], found["last_year"]) == (ADJUSTMENTS[body], *years)


@pytest.mark.parametrize("subject", ["Wijziging jaarplan 2026", "Bijstelling werkprogramma 2026"])
def test_a_subject_names_an_adjustment(subject):
    body = "Met deze brief informeer ik u over de gevolgen van de verhuizing voor het toezicht."
    found = facts(body=body, head=HEAD.replace("Jaarplan 2026", subject))
    assert (found["kind"], found["first_year"]) == ("adjustment", 2026)


LISTS = [
    "{0}:\n\n1) het {1};\n2) het {2}.",
    "{0}:\n1)het {1}\n2)het {2}",
    "{0}:\n\n1) het {1};\n\n2) het {2}.",
    "{0}:\n\na. het {1};\nb. het {2}.",
    "{0}:\n\na) het {1};\nb) het {2}.",
    "{0}:\n\n•  het {1};\n•  het {2}.",
    "{0}:\n\n(1) het {1}\n(2) het {2}",
    "{0}:\n\n1.  het {1};\n2.  het {2}.",
    "{0}:\n\n    1)   het {1};\n    2)   het {2}.",
    "{0}: 1) het {1} en 2) het {2}.",
    "{0}: 1) het {1}; 2) het {2}.",
    "{0}:\n\nDoel 1: het {1}\nDoel 2: het {2}",
    "{0}:\n\nI. het {1};\nII. het {2}.",
    "{0}:\n\n1 - het {1}\n2 - het {2}",
    "{0}:\n\n1: het {1}\n2: het {2}",
    "{0}:\n\n➔ het {1}\n➔ het {2}",
]


@pytest.mark.parametrize("listed", LISTS)
def test_goals_lose_their_number(listed):
    body = listed.format("De Inspectie heeft twee doelen", *GOALS)
    assert facts(body=f"{BODY}\n\n{body}")["goals"] == GOALS


@pytest.mark.parametrize(
    "name", ["(get.) R. Bakker", "get. R. Bakker", "ORIGINEEL GETEKEND\n\nR. Bakker"]
)
def test_that_the_original_was_signed_is_no_part_of_a_name(name):
    found = facts(signed=f"De Minister van Asiel en Migratie,\n\n\n{name}")
    assert found["signatories"] == [
        {"name": "R. Bakker", "office": "Minister van Asiel en Migratie"}
    ]


AIMS = {
    "Het toezicht richt zich op het volgende:": GOALS,
    "De Inspectie is in 2026 gericht op de volgende twee punten:": GOALS,
    "Daarmee streeft de Inspectie naar het volgende:": GOALS,
    "De Inspectie zet zich in de komende jaren in voor:": GOALS,
    "De Inspectie wil hiermee twee dingen bereiken:": GOALS,
    "De komende vier jaar richt de Inspectie zich op het volgende:": GOALS,
    "De Inspectie richt zich op de volgende sectoren:": [],
    "De Inspectie let bij haar bezoeken op:": [],
    "Met mijn reactie streef ik naar het volgende:": [],
    "De politie richt zich op het volgende:": [],
}


@pytest.mark.parametrize("announced", AIMS)
def test_goals_may_be_announced_as_what_the_supervision_aims_at(announced):
    body = "\n- ".join([f"{announced}\n", *(f"het {goal};" for goal in GOALS)])
    assert facts(body=f"{BODY}\n\n{body}")["goals"] == AIMS[announced]


@pytest.mark.parametrize("marker", ["Doel {}:", "{}.", "{})"])
def test_a_paragraph_may_explain_each_numbered_goal(marker):
    listed = "\n\n".join(
        f"{marker.format(number)} {goal}\n\nDaar werkt de Inspectie dit jaar aan."
        for number, goal in enumerate(GOALS, 1)
    )
    body = f"{BODY}\n\nDe Inspectie heeft twee doelen:\n\n{listed}\n\nIk hoop u zo in te lichten."
    assert facts(body=body)["goals"] == GOALS


@pytest.mark.parametrize(
    ("announced", "first", "second"),
    [
        ("Het toezicht richt zich op:", "de politie", "de opvang van asielzoekers"),
        ("De Inspectie wil in 2026:", "onderzoek doen naar de politie", "de opvang bezoeken"),
        ("De Inspectie richt zich op het volgende:", "asiel", "politie"),
        ("De Inspectie richt zich op het volgende:", "het onderzoeken van asiel", "het leren"),
    ],
)
def test_fields_and_work_are_no_goals(announced, first, second):
    assert facts(body=f"{BODY}\n\n{announced}\n\n- {first};\n- {second}.")["goals"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2026 richt de Inspectie zich op het {0} en het {1}.",
        "Het toezicht is gericht op het {0}, en het {1}.",
        "De Inspectie streeft in 2026 naar: het {0}; het {1}.",
        "De Inspectie beoogt hiermee het {0} en het {1}.",
        "Er zijn twee doelen. Het eerste doel is het {0}. Het tweede doel is het {1}.",
        "De Inspectie wil bereiken dat:\n\n- het {0};\n- het {1}.",
        "De Inspectie heeft twee speerpunten gekozen, te weten:\n\n- het {0};\n- het {1}.",
    ],
)
def test_a_sentence_may_list_what_the_supervision_aims_at(sentence):
    assert facts(body=f"{BODY}\n\n{sentence.format(*GOALS)}")["goals"] == GOALS


@pytest.mark.parametrize(
    "sentence",
    [
        "De Inspectie richt zich op het toezicht op asiel en het bevorderen van leren.",
        "Het onderzoek richt zich op het werken van politie en het bevorderen van leren.",
        "De Inspectie richt zich op het bevorderen van leren en het helpen van mensen, wat lukt.",
        "De politie richt zich op het bevorderen van leren en het helpen van mensen.",
        "Het eerste doel is bereikt. Het tweede doel is het afgelopen jaar niet gehaald.",
        "Het eerste doel is niet gehaald. Het tweede doel is deels bereikt.",
        "Uw motie noemt twee doelen. Het eerste doel is het {0}. Het tweede doel is het {1}.",
        "Er waren twee doelen. Het eerste doel is het {0}. Het tweede doel is het {1}.",
        "Er zijn twee doelen.\n\nHet eerste doel is een norm. Het tweede doel is het {1}.",
        "Vorig jaar was het toezicht gericht op het volgende:\n\n- het {0};\n- het {1}.",
        "Het toezicht is niet langer gericht op het volgende:\n\n- het {0};\n- het {1}.",
        "Niet centraal staan in het toezicht:\n\n- het {0};\n- het {1}.",
        "In 2023 is het toezicht gericht op het volgende:\n\n- het {0};\n- het {1}.",
        "De Kamer wil dat het toezicht gericht is op het volgende:\n\n- het {0};\n- het {1}.",
        "De Inspectie is niet gericht op het opleggen van straffen en het vervolgen van daders.",
        "De Inspectie richt zich minder op het {0} en het {1}.",
        "De Inspectie heeft zich gericht op het {0} en het {1}.",
        "In 2023 en 2024 was het toezicht gericht op het {0} en het {1}. In 2026 kiest de "
        "Inspectie andere doelen.",
        "De Inspectie heeft twee speerpunten gekozen, te weten:\n\n- de opvang;\n- de politie.",
    ],
)
def test_a_sentence_that_may_list_something_else_has_no_goals(sentence):
    assert facts(body=f"{BODY}\n\n{sentence.format(*GOALS)}")["goals"] == []


def test_only_what_plans_tells_aims():
    body = "Hierbij bied ik u een rapport aan. De Inspectie richt zich op het volgende:\n\n"
    listed = "\n".join(f"- het {goal};" for goal in GOALS)
    assert facts(body=body + listed, head=HEAD.replace("Jaarplan 2026", "Rapport"))["goals"] == []


EXPLAINED = [
    "{0}:\n\n- Eerlijk recht. De Inspectie let op de rechter.\n- Veilig werk. Dat moet beter.",
    "{0}:\n\n- Eerlijk recht: de Inspectie let op wat er bij de rechter gebeurt.\n"
    "- Veilig werk: de Inspectie let op wat er op het werk gebeurt.",
    "{0}:\n\n- Eerlijk recht – de Inspectie let op de rechter;\n"
    "- Veilig werk – de Inspectie let op het werk.",
    "{0}:\n\nEerlijk recht. De Inspectie let op de rechter.\n\nVeilig werk. Dat moet beter.",
    "{0}. Die volgen hier.\n\nEerlijk recht\nDe Inspectie let op wat de rechter doet.\n\n"
    "Veilig werk\nDe Inspectie let op het werk van anderen.\n\nIk hoop u zo te hebben ingelicht.",
    "{0}.\n\nEerlijk recht\n\nDe Inspectie let op wat de rechter doet.\n\nVeilig werk\n\n"
    "De Inspectie let op het werk van anderen.",
    "{0}:\n\nNr.    Doel                     Hoe\n1      Eerlijk recht            bij de rechter\n"
    "2      Veilig werk              op het werk\n\nIk hoop u zo te hebben ingelicht.",
    "{0}:\n\nDoel                     Hoe\nEerlijk recht            bij de rechter\n"
    "Veilig werk              op het werk\n\nIk hoop u zo te hebben ingelicht.",
    "{0}:\n\n#      Doelen             Hoe\n1.     Eerlijk            bij de rechter\n"
    "       recht\n2.     Veilig werk        op het werk",
]


@pytest.mark.parametrize("listed", EXPLAINED)
def test_a_goal_may_head_what_explains_it(listed):
    body = listed.format("De Inspectie heeft twee doelen")
    assert facts(body=f"{BODY}\n\n{body}")["goals"] == ["Eerlijk recht", "Veilig werk"]


@pytest.mark.parametrize(
    "listed",
    [
        # The goal of each inquiry.
        "Onderzoek      Doel               Wanneer\nOpvang         betere zorg        mei",
        # Three goals were said.
        "De Inspectie heeft drie doelen.\n\nEerlijk recht\nDe Inspectie let op wat de rechter doet."
        "\n\nVeilig werk\nDe Inspectie let op het werk van anderen.",
        # Of another programme, or of the House.
        *(
            f"{told}\n\nEerlijk recht\nDe Inspectie let op wat de rechter doet.\n\n"
            "Veilig werk\nDe Inspectie let op het werk van anderen."
            for told in (
                "De twee doelen van het vorige werkprogramma zijn bereikt.",
                "De Kamer stelde twee doelen aan het kabinet voor.",
                "De Inspectie heeft twee doelen. Die gelden niet meer.",
                "Er zijn twee doelen voor de opvang.",
            )
        ),
        # The goal of each row.
        *(
            f"Doel               {beside}\nbetere zorg        mei\nmeer recht         juni"
            for beside in ("Onderzoek", "Kosten", "Stand", "Project", "Activiteit", "Budget")
        ),
        # Nothing tells whether a line goes on.
        "Doel               Hoe\nbetere zorg        mei\nvoor allen\nmeer recht         juni",
    ],
)
def test_headings_that_may_be_something_else_are_no_goals(listed):
    assert facts(body=f"{BODY}\n\n{listed}")["goals"] == []


def test_a_programme_for_several_years_is_a_frame():
    body = f"{BODY} Het past in het Meerjarenprogramma 2024-2027."
    found = facts(body=body)
    years = found["perspective_first_year"], found["perspective_last_year"]
    assert (found["kind"], found["first_year"], years) == ("work_programme", 2026, (2024, 2027))
    report = "Hierbij bied ik u een rapport aan. Het volgt uit het Meerjarenprogramma 2024-2027."
    found = facts(body=report, head=HEAD.replace("Jaarplan 2026", "Rapport"))
    assert (found["kind"], found["perspective_first_year"]) == ("other", None)


@pytest.mark.parametrize(
    "named",
    [
        "meerjarenprogramma 2021-2026 van de politie",
        "meerjarenprogramma van de politie 2021-2026",
        "meerjarenprogramma (2021-2026) voor Defensie",
    ],
)
def test_a_programme_of_somebody_else_is_no_frame(named):
    body = f"Hierbij bied ik u het werkprogramma 2025 aan, binnen het {named}."
    found = facts(body=body)
    assert (found["first_year"], found["perspective_first_year"]) == (2025, None)


OFFERS = {
    "Met genoegen presenteer ik u het jaarplan 2027 van de Inspectie.": "work_programme",
    "Ik heb de eer u het jaarplan 2027 aan te bieden.": "work_programme",
    "Aan deze brief is het werkprogramma 2027 toegevoegd.": "work_programme",
    "Als bijlage bij deze brief gaat het jaarplan 2027.": "work_programme",
    "Bijgevoegd is het jaarplan 2027 van de Inspectie.": "work_programme",
    "Hierbij gaat u toe het jaarplan 2027.": "work_programme",
    "Het jaarplan 2027 wordt uw Kamer hierbij aangeboden.": "work_programme",
    "De Inspectie stelde haar jaarplan 2027 vast. Ik bied het u hierbij aan.": "work_programme",
    "Gisteren verscheen het jaarplan 2027. Dit plan treft u hierbij aan.": "work_programme",
    "Hierbij bied ik u de strategie 2027-2027 van de Inspectie aan.": "perspective",
    "Met verwijzing naar mijn brief van mei bied ik u de gewijzigde planning van het jaarplan 2027 "
    "aan.": "adjustment",
}


@pytest.mark.parametrize("body", OFFERS)
def test_a_document_may_be_offered_in_other_words(body):
    found = facts(body=body, head=HEAD.replace("Jaarplan 2026", "Toezicht"))
    assert (found["kind"], found["first_year"]) == (OFFERS[body], 2027)


@pytest.mark.parametrize(
    "body",
    [
        "Hierbij ontvangt u de halfjaarrapportage over het werkprogramma 2027.",
        "De Inspectie deed onderzoek voor haar jaarplan 2027. Dit bied ik u hierbij aan.",
        "U vroeg naar het werkprogramma 2025. Hierbij stuur ik u het feitenrelaas dat u vroeg.",
        "Op 3 mei heeft uw Kamer het jaarverslag 2023 besproken. Hierbij stuur ik u de cijfers "
        "die u vroeg.",
        "In december 2023 heeft u het werkprogramma 2024 ontvangen. Bij dit bericht ontvangt u "
        "hierbij een samenvatting.",
        "U kent het werkprogramma 2024. Hierbij doe ik u weten dat u het nieuwe in mei krijgt.",
        "U kent het werkprogramma 2024. Dit bericht treft u hierbij aan.",
        "U kent het werkprogramma 2024. Hierbij stuur ik u het bijgevoegde feitenrelaas.",
        "U kent het werkprogramma 2024. Dit is voor mij reden u hierbij de cijfers te zenden.",
        "Hiermee is het onderzoek uit het jaarplan 2027 van de Inspectie afgerond.",
    ],
)
def test_what_only_mentions_a_programme_does_not_offer_it(body):
    found = facts(body=body, head=HEAD.replace("Jaarplan 2026", "Toezicht"))
    assert (found["kind"], found["first_year"]) == ("other", None)


def test_a_letter_may_go_to_a_minister():
    text = f"Aan de minister van Asiel en Migratie\nPostbus 1\n\n{HEAD}\n\n{BODY}"
    found = as_dictionary("brief.txt", Reading(letter=parse([text])))
    assert found["recipient"] == "minister van Asiel en Migratie"


@pytest.mark.parametrize("bold", ["", "**"])
def test_a_row_of_labels_may_be_above_a_row_of_values(bold):
    labels = f"| {bold}Datum{bold} | {bold}Ons kenmerk{bold} | {bold}Bijlagen{bold} |"
    head = f"{labels}\n|---|---|---|\n| 3 maart 2025 | DG/2025/12 (x) | 2 |"
    pages = answer(f"{TO}\n\n{head}\n\n{BODY}".encode())["pages"]
    found = as_dictionary("brief.md", Reading(letter=parse(pages)))
    assert [found[key] for key in ("date", "reference", "attachments")] == [
        "2025-03-03", "DG/2025/12 (x)", 2
    ]  # fmt: skip


def test_a_sentence_goes_on_below_a_line_that_ends_within_a_phrase():
    body = f"{BODY}\n\nHet rapport over opvang verschijnt in de eerste helft van\n\n2027."
    assert [term["words"] for term in facts(body=body)["terms"]] == ["in de eerste helft van 2027"]


@pytest.mark.parametrize("what", ["het jaarbericht", "het werkprogramma 2027", "het jaarverslag"])
def test_what_appears_each_year_is_no_term(what):
    body = f"{BODY}\n\nIn het najaar van 2026 verschijnt {what} van de Inspectie."
    assert facts(body=body)["terms"] == []
    body = f"{BODY}\n\nHet rapport uit {what} verschijnt in het najaar van 2026."
    assert [term["words"] for term in facts(body=body)["terms"]] == ["in het najaar van 2026"]


SHOWN_ALIKE = {
    "letters and their accents apart": lambda text: unicodedata.normalize("NFD", text),
    "ligatures": lambda text: text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("ff", "ﬀ"),
    "soft hyphens": lambda text: text.replace("efficiënt", "effi\u00adci\u00adënt"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "narrow hard spaces": lambda text: text.replace(" ", "\u202f"),
    "wide spaces": lambda text: text.replace(" ", "\u2003"),
    "no width": lambda text: text.replace("Inspectie", "Inspec\u200btie"),
}


@pytest.mark.parametrize("how", SHOWN_ALIKE)
def test_the_code_of_a_text_does_not_matter(how):
    head = HEAD.replace("Jaarplan 2026", "Efficiënt toezicht in de coördinatie van effecten")
    listed = (
        "De Inspectie heeft twee doelen:\n- het efficiënt oefenen;\n- het fixeren van effecten."
    )
    parts = {
        "head": head,
        "body": f"{BODY}\n\n{listed}",
        "signed": "De Minister van Financiën,\n\n\nÖ. Şahin-Griffioen",
    }
    found = facts(**{name: SHOWN_ALIKE[how](text) for name, text in parts.items()})
    assert found == facts(**parts)
    assert found["signatories"] == [
        {"name": "Ö. Şahin-Griffioen", "office": "Minister van Financiën"}
    ]
    assert found["goals"] == ["efficiënt oefenen", "fixeren van effecten"]
