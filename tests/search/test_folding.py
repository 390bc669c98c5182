"""A record and the pages of its document are one result, however it is counted or written."""

import json

import pytest

from programmes.models import DocumentPage, SearchEntry
from tests import factories
from tests.addresses import body
from tests.search.asking import ask

pytestmark = pytest.mark.django_db
Kind = SearchEntry.Kind


@pytest.fixture
def letters():
    """Two letters with a PDF: the first has the word itself, the other only in its pages."""
    first = factories.LetterFactory(subject="Over de komkommer", slug="eerste", date="2024-05-01")
    second = factories.LetterFactory(subject="Aanbieding", slug="tweede", date="2023-05-01")
    for letter in (first, second):
        for number, text in enumerate(["Voorblad", "komkommer", "niets", "komkommer komkommer"], 1):
            DocumentPage.objects.create(
                kind=Kind.LETTER, record_id=letter.pk, number=number, text=text
            )


def test_a_letter_is_one_result_with_its_pages(letters):
    answer = ask("komkommer")
    pdf = "/brieven/eerste.pdf#page="
    assert answer.total == len(answer.results) == 2
    first, second = answer.results
    assert (first.kind, first.url, first.page) == (Kind.LETTER, "/brieven/eerste/", None)
    assert first.other_pages == [(2, f"{pdf}2"), (4, f"{pdf}4")]
    assert second.kind == Kind.LETTER_PAGE
    assert second.record_url == "/brieven/tweede/"
    assert second.pages == (2, 4)
    assert [page for page, _url in second.other_pages] == [({2, 4} - {second.page}).pop()]


def test_a_word_of_its_title_is_not_on_every_page_of_a_document(letters):
    (first,) = ask("aanbieding").results
    assert (first.kind, first.pages) == (Kind.LETTER, ())
    assert [each.pages for each in ask("aanbieding komkommer").results] == [(2, 4)]
    assert [each.pages for each in ask("aanbieding komk").results] == [(2, 4)]


def test_a_facet_counts_what_its_choice_gives(letters):
    for facet in ask("komkommer").facets:
        for choice in facet.choices:
            assert ask("komkommer", **{facet.key: choice.value}).total == choice.count
    kinds, years, _fields = ask("komkommer").facets
    assert {each.value: each.count for each in kinds.choices} == {
        "brieven": 1,
        "bladzijden-brieven": 2,
    }
    assert {each.value: each.count for each in years.choices} == {"2024": 1, "2023": 1}


def test_the_last_page_of_results_has_the_rest(letters):
    for number in range(25):
        letter = factories.LetterFactory(subject=f"komkommer {number}")
        DocumentPage.objects.create(
            kind=Kind.LETTER, record_id=letter.pk, number=1, text="komkommer"
        )
    pages = [ask("komkommer", pagina=number).results for number in ("1", "2")]
    assert [len(each) for each in pages] == [20, 7]
    assert len({each.record_url for page in pages for each in page}) == 27


@pytest.mark.django_db(transaction=True)
def test_page_file_feed_and_api_have_the_same_results(client, letters):
    results = [(each.text, list(each.pages)) for each in ask("komkommer").results]
    rows = json.loads(body(client.get("/zoeken.json?q=komkommer")))["rijen"]
    api = client.get("/api/v1/zoek?q=komkommer").json()
    feed = client.get("/zoeken.atom?q=komkommer").content
    page = client.get("/zoeken/?q=komkommer").content.decode()
    assert [(each["titel"], [*map(int, each["bladzijden"])]) for each in rows] == results
    assert [(each["titel"], each["bladzijden"]) for each in api["resultaten"]] == results
    assert api["aantal"] == feed.count(b"<entry") == 2
    assert page.count('<article class="search-result"') == 2
    link = '<a href="/brieven/eerste.pdf#page=2">bladzijde 2</a>'
    assert f"In het document staat het op {link}" in page
