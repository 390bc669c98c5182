"""Spreadsheets of letters: a cell holds several signatories, or offices."""

import pytest

from programmes.intake.sheets import storing
from programmes.models import Letter
from tests import factories
from tests.intake.sheets.files import bring_in, may_change, upload

HEADER = "kenmerk;kamerstuk;datum;onderwerp;ondertekenaars;ambten;mede_namens\n"


@pytest.fixture
def people(db):
    """Two ministers, of whom one held two offices."""
    names = ("A. Bee", "Minister"), ("A. Bee", "Staatssecretaris"), ("C. Dee", "Minister van X")
    return [factories.SignatoryFactory(name=name, office=office) for name, office in names]


def stored(text, **options):
    sheet = bring_in(upload(text), "brieven")
    assert list(sheet.rows.exclude(problems=[]).values_list("number", "problems")) == []
    storing.store(sheet, may_change, **options)
    return list(sheet.rows.values_list("outcome", flat=True))


def signatures(letter):
    """Return (capacity, office, name of the signatory) of each signature, in order."""
    rows = letter.signatures.order_by("position", "pk")
    return [tuple(row) for row in rows.values_list("capacity", "office", "signatory__name")]


def problems(text):
    (row,) = bring_in(upload(text), "brieven").rows.all()
    return row.problems


def test_a_letter_has_several_signatories_and_those_it_is_sent_on_behalf_of(people):
    row = (
        '5073811;34 775 VI, nr. 21;22 september 2023;Werkprogramma;"A. Bee; onbekend; C. Dee";'
        '"Staatssecretaris; Minister van Y; Minister van X";"Minister van Z; Minister voor Q"\n'
    )
    assert stored(HEADER + row) == ["nieuw"]
    letter = Letter.objects.get()
    assert (letter.slug, letter.kamerstuk_key, str(letter.date), letter.publish_at) == (
        "5073811", "kst-34775-VI-21", "2023-09-22", None,
    )  # fmt: skip
    assert signatures(letter) == [
        ("ondertekent", "Staatssecretaris", "A. Bee"),
        ("ondertekent", "Minister van Y", None),
        ("ondertekent", "Minister van X", "C. Dee"),
        ("mede_namens", "Minister van Z", None),
        ("mede_namens", "Minister voor Q", None),
    ]
    assert letter.signatures.get(office="Staatssecretaris").signatory == people[1]


def test_signatures_that_are_named_again_stay_and_others_go(people):
    letter = factories.LetterFactory(publish_at=None, slug="is-er")
    for position, person in enumerate((people[0], people[2]), 1):
        factories.SignatureFactory(
            letter=letter, position=position, signatory=person, office=person.office
        )
    kept = letter.signatures.get(office="Minister van X").pk
    text = 'adres;ambten\nis-er;"Minister van X; Minister van Y"\n'
    assert stored(text) == ["gewijzigd"]
    assert signatures(letter) == [
        ("ondertekent", "Minister van X", "C. Dee"),
        ("ondertekent", "Minister van Y", None),
    ]
    assert letter.signatures.get(office="Minister van X").pk == kept
    assert stored('adres;ondertekenaars\nis-er;"onbekend; C. Dee"\n') == ["gewijzigd"]
    assert [name for _capacity, _office, name in signatures(letter)] == [None, "C. Dee"]
    assert stored("adres;ondertekenaars\nis-er;\n") == ["gewijzigd"]
    assert [name for _capacity, _office, name in signatures(letter)] == [None, None]


def test_a_signatory_alone_signs_in_his_office(people):
    assert stored("kenmerk;ondertekenaars\n1;C. Dee\n") == ["nieuw"]
    assert signatures(Letter.objects.get()) == [("ondertekent", "Minister van X", "C. Dee")]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("E. Eff;Minister;", ["ondertekend door", "Niet bekend: E. Eff."]),
        ("A. Bee;Secretaris;", ["ondertekend door", "Niet duidelijk welke: A. Bee."]),
        ("A. Bee;Minister, en meer;", None),
        ('"A. Bee; C. Dee";Minister;',
         ["ondertekend door",
          "Geef evenveel namen als ambten; “onbekend” voor een naam die niet bekend is."]),
        (';"Minister; Minister";', ["ambten", "Deze ondertekening staat hier al."]),
        (f";{'x' * 201};", ["ambten", None]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_signature_is_told(people, cells, problem):
    if problem is None:
        cells, problem = cells.replace("A. Bee", "C. Dee"), []
        assert problems(f"kenmerk;ondertekenaars;ambten;mede_namens\n1;{cells}\n") == problem
        return
    ((label, reason),) = problems(f"kenmerk;ondertekenaars;ambten;mede_namens\n1;{cells}\n")
    assert (label, reason) == (problem[0], problem[1] or reason)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("5073811;;;", ["kenmerk (ons kenmerk)", "Er is al een brief met dit kenmerk."]),
        (";34 775 VI, nr. 21;;", ["Kamerstuk", "Er is al een brief met dit Kamerstuknummer."]),
        (";;2023-09-22;over iets", ["onderwerp", "Dit staat er al; geef het adres ervan."]),
        (";nr. 21;;", ["Kamerstuk", "Schrijf een Kamerstuk als 34 775 VI, nr. 21."]),
        ("x;;2023-09;", ["datum", "Geef een dag, zoals 2024-05-01 of 1 mei 2024."]),
    ],
)
def test_what_is_wrong_with_a_letter_is_told(db, row, problem):
    factories.LetterFactory(reference="5073811", kamerstuk_dossier="34775", kamerstuk_suffix="VI",
        kamerstuk_number="21", subject="over iets")  # fmt: skip
    ((_label, reason),) = problems(f"kenmerk;kamerstuk;datum;onderwerp\n{row}\n")
    assert reason == problem[1]


def test_a_public_letter_keeps_somebody_who_signs(people):
    letter = factories.LetterFactory(slug="is-er")
    factories.SignatureFactory(letter=letter, signatory=people[0])
    assert problems("adres;ambten\nis-er;\n") == [
        ["ambten", "Een brief die openbaar is, heeft iemand die ondertekent."]
    ]
