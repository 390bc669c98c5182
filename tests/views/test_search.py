import html
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.database import keep_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def history():
    """A record of most kinds with words that questions of the tests have."""
    programme = factories.ProgrammeFactory(title="Werkprogramma 2024", first_year=2024)
    activity = factories.ActivityFactory(title="asiel bij de politie", summary="OM en keten")
    activity.fields.add(factories.FieldFactory(name="jeugd", slug="jeugd"))
    factories.PlanningFactory(programme=programme, activity=activity)
    factories.LetterFactory(
        subject="Onderzoek", kamerstuk_dossier="34775", kamerstuk_suffix="VI", kamerstuk_number="21"
    )


def test_the_page_shows_what_is_found_with_marks(client):
    factories.ActivityFactory(
        title="wachtlijsten <script>", slug="w", summary="Over de jeugd & zo."
    )
    response = client.get("/zoeken/?q=jeugd+wachtlijst")
    assert (
        '<a href="/activiteiten/w/"><mark>wachtlijsten</mark> &lt;script&gt;</a>' in response.text
    )
    assert "<p>Over de <mark>jeugd</mark> &amp; zo.</p>" in response.text
    assert "1 resultaat" in response.text


def test_the_page_without_a_question_explains_how_to_search(client):
    response = client.get("/zoeken/")
    assert response.status_code == 200
    assert "Zo zoekt u" in response.text
    assert "resultaten" not in response.text


def test_a_facet_is_a_link_that_keeps_the_rest(client):
    field = factories.FieldFactory(name="jeugd", slug="jeugd")
    factories.ActivityFactory(title="keten").fields.add(field)
    text = client.get("/zoeken/?q=keten&gebied=jeugd&pagina=1").text
    assert 'href="?q=keten&amp;gebied=jeugd&amp;soort=activiteiten"' in text
    assert 'href="?q=keten" aria-label="jeugd: gekozen, 1. Haal deze keuze weg."' in text
    assert '<input type="hidden" name="gebied" value="jeugd">' in text


def test_each_choice_can_be_taken_back(client):
    field = factories.FieldFactory(name="jeugd", slug="jeugd")
    factories.ActivityFactory(title="keten").fields.add(field)
    text = client.get("/zoeken/?q=keten&gebied=jeugd&soort=activiteiten").text
    assert (
        '<li><a href="/zoeken/?q=keten&amp;soort=activiteiten">Toezichtgebied: jeugd'
        '<span class="visually-hidden">, haal dit filter weg</span></a></li>'
    ) in text
    assert '<a href="/zoeken/?q=keten&amp;gebied=jeugd">Soort: ' in text
    assert "Gekozen:" not in client.get("/zoeken/?q=keten").text


def test_what_cannot_be_asked_gives_a_notice_and_no_results(client):
    factories.ActivityFactory(title="keten")
    text = client.get("/zoeken/?q=keten&x=1").text
    assert "“x” is geen filter van deze lijst." in text
    assert 'class="search-results"' not in text


def test_a_misspelled_word_is_offered_as_a_link(client):
    factories.ActivityFactory(title="wachtlijsten")
    assert (
        'Bedoelde u <a href="?q=wachtlijsten">wachtlijsten</a>?'
        in client.get("/zoeken/?q=wachtljisten").text
    )


def test_who_finds_nothing_is_offered_the_words_that_do_find(client):
    factories.ActivityFactory(title="keten")
    factories.ActivityFactory(title="jeugd")
    text = client.get("/zoeken/?q=keten+%3Cqqqq%3E+xxxx").text
    assert "Met <b>qqqq</b> en <b>xxxx</b> is niets gevonden." in text
    assert 'Zoek op wat er wel in staat: <a href="?q=keten">keten</a>.' in text
    text = client.get("/zoeken/?q=keten+jeugd").text
    assert '<a href="?q=keten%20OF%20jeugd">keten OF jeugd</a>' in text


@pytest.mark.parametrize(
    ("question", "most"),
    [
        ("q=keten", 14),
        ("q=keten&soort=brieven&jaar=2024", 15),
        ("q=kteen", 17),
        ("q=keten&sinds=2024-01-01", 30),
    ],
)
def test_the_number_of_queries_is_bounded(client, question, most):
    for number in range(30):
        factories.ActivityFactory(title=f"keten {number}")
    keep_facts()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(f"/zoeken/?{question}")
    assert len(queries) <= most


PIECES = st.sampled_from(
    ['"', "-", "OF", "OR", "|", "&", "!", "(", ")", ":*", "<->", "\\", "'", "''", "%", "_", "$1",
     "de", "om", "o m", "IS", "politie", "Openbaar Ministerie", "DT&V", "JJI",
     "asielketenonderzoek",
     "34775-VI-21", "34 775", "24587 nr. 1071", "24 587, nr. 1071", "kst-24587-1071", "nr.", "kst-",
     "2024", "22 september 2023", "over tijd", "Yeşilgöz", "\u0301", "\ufdfa", "ß", "İ", "ﬁ",
     "\x00", "\x02", "\u202e", "\u200d", "😀", "日本", "שלום", "1e5", "٣", "²", "a@b.nl",
     "https://x.nl/?q=1", "<b>", "\ud800", "x" * 199]
)  # fmt: skip
SPACES = st.sampled_from(["", " ", "  ", "\t", "\n", "\u00a0", "\u3000"])
QUESTIONS = st.lists(st.tuples(PIECES | st.text(max_size=20), SPACES), max_size=30).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "soort": st.sampled_from(["activiteiten", "bladzijden-brieven", "", "x", "\x00"]),
        "jaar": st.sampled_from(["2024", "", "x", "1", "٢٠٢٤", "9" * 30]),
        "gebied": st.sampled_from(["jeugd", "", "x", "\x00", "\ud800"]),
        "sinds": st.sampled_from(["2024-02-29", "2999-01-01", "", "x", "0000-00-00", "\x00"]),
        "pagina": st.sampled_from(["1", "2", "0", "x", "", "9" * 30]),
        "onbekend": st.just("x"),
    },
)
SURFACES = {
    "/zoeken/": {200},
    "/zoeken.csv": {200, 400},
    "/zoeken.ndjson": {200, 400},
    "/zoeken.atom": {200, 400},
    "/zoeken.csv-metadata.json": {200, 400},
    # A page after the last one is not there.
    "/api/v1/zoek": {200, 400, 404},
    # Without words there is nothing to follow.
    "/volgen/zoeken/": {200, 400, 404},
}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=QUESTIONS, filters=FILTERS)
@pytest.mark.parametrize("surface", SURFACES)
def test_no_question_fails(client, history, surface, question, filters):
    given_keys = {"q": question} | filters
    query = {key: value.encode("utf-8", "surrogatepass") for key, value in given_keys.items()}
    response = client.get(surface, query)
    assert response.status_code in SURFACES[surface]
    if surface == "/volgen/zoeken/":
        assert (response.status_code == 404) == (not question)
    # A file is made while it is read.
    b"".join(response)


def test_two_letters_that_are_a_stop_word_together_find_nothing(client):
    response = client.get("/zoeken/", {"q": "o m"})
    assert response.status_code == 200
    assert "0 resultaten" in response.text


def test_a_browser_learns_how_to_search_here(client):
    (link,) = re.findall('<link rel="search" href="/opensearch.xml".*?>', client.get("/").text)
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    space = {"": "http://a9.com/-/spec/opensearch/1.1/"}
    described = ElementTree.fromstring(response.content)
    assert html.unescape(link).endswith(f'title="{described.findtext("ShortName", "", space)}">')
    url = described.find("Url[@type='text/html']", space)
    assert url.get("template") == "http://testserver/zoeken/?q={searchTerms}"


def test_a_question_that_takes_too_long_is_kept_by_nobody(client, busy_index):
    response = client.get("/zoeken/?q=keten")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response.headers
    assert "Het zoeken duurt te lang" in response.text
    assert "Gebruik andere of minder woorden." in response.text


def test_a_question_that_takes_too_long_keeps_its_day_and_filters(client, busy_index):
    text = client.get("/zoeken/?q=keten&sinds=2024-02-29&soort=brieven").text
    assert "Kies een latere dag, of andere woorden." in text
    assert '<input type="hidden" name="sinds" value="2024-02-29"' in text
    assert '<input type="hidden" name="soort" value="brieven"' in text


def test_a_compound_is_named_with_the_words_that_it_consists_of(client):
    for title in ("onderzoek in de keten", "asiel"):
        factories.ActivityFactory(title=title)
    assert (
        "“asielketenonderzoek” bestaat uit woorden die wel voorkomen: "
        '<a href="?q=asiel">asiel</a>, <a href="?q=keten">keten</a>, '
        '<a href="?q=onderzoek">onderzoek</a>.'
    ) in client.get("/zoeken/?q=asielketenonderzoek").text


def test_who_finds_nothing_is_offered_the_field_that_fits(client):
    field = factories.FieldFactory(name="gevangeniswezen", slug="gw")
    factories.FieldFactory(name="politiewerk")
    factories.ActivityFactory(title="keten").fields.add(field)
    text = client.get("/zoeken/?q=gevangeniswezens+keten+xyzzy").text
    assert (
        'Misschien past een toezichtgebied: <a href="/toezichtgebieden/gw/">gevangeniswezen</a>.'
    ) in text
    assert "Misschien past" not in client.get("/zoeken/?q=politie+xyzzy").text


def test_a_misspelled_synonym_is_mended(client):
    factories.ActivityFactory(title="justiti\u00eble jeugdinrichting")
    text = client.get("/zoeken/?q=jeugdgevangnis").text
    assert 'Bedoelde u <a href="?q=jeugdgevangenis">jeugdgevangenis</a>?' in text
    assert "Bedoelde u" not in client.get("/zoeken/?q=cybercrme").text


@pytest.mark.parametrize("query", ["q=xyzzy+2024", "q=xyzzy&jaar=2024"])
def test_who_finds_nothing_reads_whether_the_year_is_complete(client, query):
    factories.ProgrammeFactory(first_year=2024, title="Werkprogramma 2024", coverage="onbekend")
    text = client.get(f"/zoeken/?{query}").text
    assert "Of alle activiteiten van Werkprogramma 2024 in het register staan, is niet" in text
    factories.ProgrammeFactory(first_year=2023, title="Werkprogramma 2023", coverage="onbekend")
    assert "Werkprogramma 2023" not in client.get(f"/zoeken/?{query}").text
    assert "Of alle activiteiten van Werkprogramma 2023" in client.get("/zoeken/?q=xyzzy").text


@pytest.mark.django_db
def test_everybody_can_read_which_words_mean_the_same(client):
    assert 'href="/zoeken/woorden/"' in client.get("/zoeken/").text
    text = client.get("/zoeken/woorden/").text
    assert '<h2 id="deel-1">Straf en opvang</h2>' in text
    assert '<li><a href="/zoeken/?q=OM">OM</a>, <a href="/zoeken/?q=Openbaar%20Ministerie">' in text
