from datetime import date

import pytest

from programmes.models import Letter
from programmes.models.kamerstuk import kamerstuk_of
from tests import factories
from tests.list_pages import titles, values

SITE = "https://zoek.officielebekendmakingen.nl/"


def plain(text):
    """Return a text with ordinary spaces instead of no-break spaces."""
    return str(text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("dossier", "suffix", "number", "address"),
    [
        ("36149", "", "4", f"{SITE}kst-36149-4.html"),
        ("34550", "XV", "5", f"{SITE}kst-34550-XV-5.html"),
        ("34300", "VI", "73", f"{SITE}kst-34300-VI-73.html"),
        ("33328", "", "AI", f"{SITE}kst-33328-AI.html"),
        (None, "", None, ""),
    ],
)
def test_the_official_address_of_a_kamerstuk(dossier, suffix, number, address):
    letter = Letter(kamerstuk_dossier=dossier, kamerstuk_suffix=suffix, kamerstuk_number=number)
    assert letter.official_url == address


@pytest.mark.django_db
def test_every_page_with_the_letter_links_to_its_kamerstuk(client):
    letter = factories.LetterFactory(
        kamerstuk_dossier="34775", kamerstuk_suffix="VI", kamerstuk_number="21", slug="brief"
    )
    factories.ProgrammeFactory(letter=letter)
    link = f'<a href="{SITE}kst-34775-VI-21.html" rel="noopener noreferrer">34 775 VI, nr. 21</a>'
    for page in ("/brieven/brief/", "/werkprogrammas/2024/"):
        assert link in plain(client.get(page).text)


@pytest.mark.django_db
def test_a_letter_without_a_subject_is_called_by_what_is_known_of_it(client):
    letter = factories.LetterFactory(
        subject="",
        reference=None,
        date=date(2016, 1, 12),
        kamerstuk_dossier="34300",
        kamerstuk_suffix="VI",
        kamerstuk_number="73",
    )
    assert plain(letter) == "Brief van 12 januari 2016 (Kamerstuk 34 300 VI, nr. 73)"
    factories.ProgrammeFactory(first_year=2016, letter=letter)
    factories.ProgrammeFactory(first_year=2017, letter=letter, publish_at=None)
    name = "Brief van 12 januari 2016 bij Werkprogramma 2016"
    assert plain(letter) == f"{name} (Kamerstuk 34 300 VI, nr. 73)"
    page = client.get("/brieven/")
    assert [plain(each) for each in titles(page)] == [name]
    assert [plain(each) for each in values(page, "kamerstuk")] == ["34 300 VI, nr. 73"]


def test_a_letter_that_is_not_kept_yet_has_a_name():
    assert str(Letter()) == "Brief"


@pytest.mark.parametrize(
    ("key", "number"),
    [("kst-34775-VI-21", "34 775 VI, nr. 21"), ("kst-36149-4", "36 149, nr. 4")],
)
def test_the_key_of_a_kamerstuk_reads_as_the_house_writes_it(key, number):
    assert plain(kamerstuk_of(key)) == number


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "name", "slug"),
    [
        ({"reference": "77"}, "Werkprogramma 2024 (77)", "77"),
        (
            {"subject": "Planning", "date": date(2024, 5, 1)},
            "Planning (1 mei 2024)",
            "2024-05-01-planning",
        ),
        ({"subject": "Planning", "date": None}, "Planning", "planning"),
        ({"subject": "", "date": None}, "Brief", "brief"),
    ],
)
def test_a_letter_has_a_name_and_an_address_of_what_is_known(given, name, slug):
    letter = factories.LetterFactory(**{"reference": None} | given)
    assert (plain(letter), letter.slug) == (name, slug)


@pytest.mark.django_db
def test_a_letter_lacks_a_number_and_a_signature():
    lacking = ["kenmerk of Kamerstuknummer", "iemand die ondertekent"]
    letter = factories.LetterFactory(reference=None)
    assert letter.missing()[-2:] == lacking
    letter.reference = "77"
    factories.SignatureFactory(letter=letter)
    assert not {*lacking} & {*letter.missing()}
