import pytest

from programmes.models import Letter
from tests import factories

SITE = "https://zoek.officielebekendmakingen.nl/"


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
        assert link in client.get(page).text
