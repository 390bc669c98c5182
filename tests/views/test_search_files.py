"""The results of a search as files, with the rows of its pages."""

import csv
import io
import json
from datetime import date

import pytest

from tests import factories
from tests.addresses import body

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def register():
    """A letter, and an activity of 2024 with an elaboration of the goal of its programme."""
    programme = factories.ProgrammeFactory(
        first_year=2024, perspective=factories.PerspectiveFactory(), summary="komkommer"
    )
    activity = factories.ActivityFactory(title="=komkommer", slug="k")
    factories.PlanningFactory(programme=programme, activity=activity)
    for name in ("politie", "asiel"):
        activity.fields.add(factories.FieldFactory(name=name))
    factories.LetterFactory(
        subject="", date=date(2023, 9, 22), reference="7", text="komkommer", slug="b"
    )
    goal = factories.GoalFactory(perspective=programme.perspective, title="leren")
    factories.GoalFocusFactory(programme=programme, goal=goal, text="De komkommer.")
    return {"p": programme, "a": activity}


def rows(client, address):
    return list(csv.DictReader(io.StringIO(body(client.get(address)))))


def test_a_file_has_the_results_of_the_page_in_their_order(client, register):
    found = rows(client, "/zoeken.csv?q=komkommer")
    page = client.get("/zoeken/?q=komkommer").context["answer"].results
    assert [(row["soort"], row["titel"]) for row in found] == [
        (each.kind, each.text) for each in page
    ]
    assert [row["adres"] for row in found] == [f"http://testserver{each.url}" for each in page]
    by_kind = {row["soort"]: row for row in found}
    activity = by_kind["activiteiten"]
    assert activity == {
        "id": f"activiteiten-{register['a'].pk}",
        "soort": "activiteiten",
        "titel": "=komkommer",
        "jaren": "2024",
        "gebieden": "asiel; politie",
        "datum": "",
        "bladzijden": "",
        "adres": "http://testserver/activiteiten/k/",
    }
    assert by_kind["brieven"]["titel"] == "Brief van 22 september 2023 (7)"
    assert by_kind["brieven"]["datum"] == "2023-09-22"
    assert by_kind["uitwerkingen"]["adres"] == "http://testserver/werkprogrammas/2024/"


def test_a_file_has_the_filters_of_the_page(client, register):
    found = rows(client, "/zoeken.csv?q=komkommer&soort=brieven&pagina=3")
    assert [row["titel"] for row in found] == ["Brief van 22 september 2023 (7)"]
    assert rows(client, "/zoeken.csv") == rows(client, "/zoeken.csv?q=niets") == []


def test_every_format_has_the_same_rows(client, register):
    titles = [row["titel"] for row in rows(client, "/zoeken.csv?q=komkommer")]
    document = json.loads(body(client.get("/zoeken.json?q=komkommer")))
    assert [row["titel"] for row in document["rijen"]] == titles
    assert {row["soort"]: row["gebieden"] for row in document["rijen"]}["activiteiten"] == [
        "asiel", "politie",
    ]  # fmt: skip
    lines = body(client.get("/zoeken.ndjson?q=komkommer")).splitlines()
    assert [json.loads(line)["titel"] for line in lines] == titles
    sheet = body(client.get("/zoeken.excel.csv?q=komkommer"))
    assert "toezichtactiviteit;'=komkommer" in sheet.replace('"', "")


def test_the_feed_has_each_record_once_with_its_kind(client, register):
    feed = body(client.get("/zoeken.atom?q=komkommer"))
    assert "<title>Zoekresultaten, woorden komkommer</title>" in feed
    assert feed.count("<entry>") == 3
    for title in ("Toezichtactiviteit: =komkommer", "Kamerbrief: Brief van", "Werkprogramma: "):
        assert f"<title>{title}" in feed.replace("\u00a0", " ")


@pytest.mark.parametrize("query", ["q=keten&x=1", "q=keten&jaar=1", "q=keten&soort=iets"])
def test_what_cannot_be_asked_is_refused(client, query):
    response = client.get(f"/zoeken.csv?{query}")
    assert response.status_code == 400
    assert response.text.startswith("Dit adres is niet te beantwoorden:")


def test_the_page_links_to_the_files_with_its_filters(client, register):
    text = client.get("/zoeken/?q=komkommer&soort=brieven&pagina=1").text
    assert 'href="/zoeken.csv?q=komkommer&amp;soort=brieven"' in text
    assert "/zoeken.atom?q=komkommer&amp;soort=brieven" in text
    assert "/zoeken.csv" not in client.get("/zoeken/").text


def test_a_file_that_takes_too_long_is_kept_by_nobody(client, busy_index):
    response = client.get("/zoeken.csv?q=keten")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
