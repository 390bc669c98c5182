"""The screens of letters to the House."""

import re

import pytest

from tests import factories
from tests.admin.forms import as_sent


def correct(client, letter, **given):
    """Save the form of a letter with some fields changed; return the messages."""
    address = f"/beheer/programmes/letter/{letter.pk}/change/"
    data = as_sent(client.get(address)) | given
    if "change_note" in data:
        data["change_note"] = "Het kenmerk klopte niet."
    answer = client.post(address, data, follow=True)
    assert answer.redirect_chain, answer.context["errors"]
    letter.refresh_from_db()
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize(
    ("options", "redirects"), [({}, " Het oude verwijst door."), ({"publish_at": None}, "")]
)
def test_the_address_follows_a_corrected_reference(as_publicist, options, redirects):
    letter = factories.LetterFactory(reference="4896011", **options)
    factories.SignatureFactory(letter=letter)
    told = correct(as_publicist, letter, reference="4896012")
    assert letter.slug == "4896012"
    assert f"Het adres volgt het kenmerk: /brieven/4896012/.{redirects}" in told
    answer = as_publicist.get("/brieven/4896011/")
    assert answer.status_code == (301 if redirects else 404)


def test_an_address_of_ones_own_stays(as_publicist):
    letter = factories.LetterFactory(reference="4896011", slug="eigen", publish_at=None)
    told = correct(as_publicist, letter, reference="4896012")
    assert (letter.slug, [text for text in told if "volgt" in text]) == ("eigen", [])


def test_a_letter_names_what_it_offers(as_redacteur):
    letter = factories.LetterFactory()
    factories.ProgrammeFactory(letter=letter, publish_at=None)
    page = as_redacteur.get(f"/beheer/programmes/letter/{letter.pk}/change/").text
    assert re.search(
        r'/workprogramme/\d+/change/">Werkprogramma 2024</a> \(werkprogramma, concept\)', page
    )


def test_a_date_may_be_written_in_words(as_publicist):
    letter = factories.LetterFactory(date="2023-09-22", publish_at=None)
    correct(as_publicist, letter, date="23 September 2026")
    assert str(letter.date) == "2026-09-23"


def test_a_letter_without_a_subject_has_a_name_in_the_list(as_redacteur):
    letter = factories.LetterFactory(subject="", date="2016-01-12")
    factories.ProgrammeFactory(letter=letter, first_year=2016, title="Werkprogramma 2016")
    page = as_redacteur.get("/beheer/programmes/letter/").text
    names = re.findall(rf'letter/{letter.pk}/change/">([^<]+)</a>', page)
    assert names == ["Brief van 12\xa0januari\xa02016 bij Werkprogramma 2016"]
