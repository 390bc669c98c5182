"""`?sinds=` on a search: results whose record changed since a day, and what is gone."""

import csv
import io
import json
from datetime import UTC, datetime

import pghistory
import pytest
from django.http import QueryDict
from django.utils import timezone

from programmes.models import DocumentPage
from programmes.search import every
from programmes.search import since as search_since
from programmes.workflow.publishing import withdraw
from tests import factories
from tests.addresses import body

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = datetime(2023, 5, 3, 10, tzinfo=UTC)


@pytest.fixture
def register():
    """Of long ago: an activity that changed today and one that did not. New: a letter."""
    changed, _same = (
        factories.ActivityFactory(title=f"komkommer {title}", slug=title, publish_at=LONG_AGO)
        for title in ("vroeger", "gelijk")
    )
    letter = factories.LetterFactory(
        subject="Komkommer", slug="brief", reference=None, publish_at=timezone.now()
    )
    changed.title = "komkommer anders"
    with pghistory.context(note="Zo staat het in de brief."):
        changed.save()
    return {"changed": changed, "letter": letter}


def query(**more):
    given = QueryDict(mutable=True)
    given.update({"q": "komkommer", "sinds": timezone.localdate().isoformat(), **more})
    return given.urlencode()


def rows(client, address):
    return list(csv.DictReader(io.StringIO(body(client.get(address)))))


def test_a_page_has_what_changed_with_before_and_after(client, register):
    page = client.get(f"/zoeken/?{query()}")
    assert {each.text for each in page.context["answer"].results} == {
        "komkommer anders",
        "Komkommer",
    }
    for text in (
        "2 resultaten",
        "Nieuw op deze pagina: 1.",
        '<a href="/activiteiten/vroeger/">Komkommer anders</a>',
        "Titel: was “komkommer vroeger”, is nu “komkommer anders”",
        "Er is niets weg uit dit register.",
        '<span class="visually-hidden">, haal dit filter weg</span>',
    ):
        assert text in page.text
    assert "Wat er sinds" not in client.get("/zoeken/?q=komkommer").text


def test_facets_and_downloads_keep_the_day(client, register):
    page = client.get(f"/zoeken/?{query(soort='brieven')}")
    counts = {each.value: each.count for each in page.context["answer"].facets[0].choices}
    assert counts == {"activiteiten": 1, "brieven": 1}
    today = timezone.localdate().isoformat()
    assert f'href="?q=komkommer&amp;sinds={today}"' in page.text
    assert f'href="/zoeken.csv?q=komkommer&amp;sinds={today}&amp;soort=brieven"' in page.text


def test_every_format_has_the_same_rows(client, register):
    found = {row["titel"]: row for row in rows(client, f"/zoeken.csv?{query()}")}
    assert {title: row["wijziging"] for title, row in found.items()} == {
        "komkommer anders": "gewijzigd",
        "Komkommer": "nieuw",
    }
    assert found["komkommer anders"]["wijziging_velden"] == (
        "Titel: was “komkommer vroeger”, is nu “komkommer anders”."
    )
    assert found["komkommer anders"]["wijziging_toelichting"] == "Zo staat het in de brief."
    document = json.loads(body(client.get(f"/zoeken.json?{query()}")))
    lines = body(client.get(f"/zoeken.ndjson?{query()}")).splitlines()
    assert [json.loads(line) for line in lines] == document["rijen"]
    assert [row["titel"] for row in document["rijen"]] == [*found]
    assert document["weg"] == []
    assert body(client.get(f"/zoeken.atom?{query()}")).count("<entry>") == 2
    described = client.get(f"/zoeken.csv-metadata.json?{query()}").json()["tableSchema"]
    assert [each["name"] for each in described["columns"]] == [*found["Komkommer"]]


def test_the_api_has_it_in_members_of_their_own(client, register):
    found = client.get(f"/api/v1/zoek?{query()}").json()
    changes = {each["id"]: each["_wijziging"]["soort"] for each in found["resultaten"]}
    assert changes == {
        f"activiteiten-{register['changed'].pk}": "gewijzigd",
        f"brieven-{register['letter'].pk}": "nieuw",
    }
    assert found["weg"] == []
    plain = client.get("/api/v1/zoek?q=komkommer").text
    assert [word for word in ("_wijziging", "weg") if word in plain] == []


def test_of_what_is_gone_only_the_id_and_the_moment_are_left(client, register):
    goal = factories.GoalFactory(perspective__publish_at=LONG_AGO)
    programme = factories.ProgrammeFactory(perspective=goal.perspective, publish_at=LONG_AGO)
    with pghistory.context(note="Erbij."):
        focus = factories.GoalFocusFactory(programme=programme, goal=goal, text="komkommer")
    key = focus.pk
    with pghistory.context(note="Hoort hier niet."):
        focus.delete()
    DocumentPage.objects.create(
        kind="brieven", record_id=register["letter"].pk, file="x", number=1, text="komkommer"
    )
    withdraw(register["letter"], "Ging over mevrouw De Wit.")
    factories.ActivityFactory(publish_at=None)
    gone = client.get(f"/api/v1/zoek?{query()}").json()["weg"]
    assert [each["id"] for each in gone] == [
        f"uitwerkingen-{key}",
        f"brieven-{register['letter'].pk}",
    ]
    assert gone == sorted(gone, key=lambda each: each["moment"])
    assert client.get(f"/api/v1/zoek?{query(pagina='01')}").json()["weg"] == gone
    (last,) = rows(client, f"/zoeken.csv?{query()}")[-1:]
    assert (last["wijziging"], last["titel"]) == ("weg", "")
    shown = client.get(f"/zoeken/?{query()}").text
    assert "2 regels" in shown
    assert "De Wit" not in shown


def test_of_the_milestones_that_are_gone_those_of_an_adjustment_were_results(client, register):
    adjustment = factories.AdjustmentFactory(publish_at=LONG_AGO)
    factories.EventFactory(activity=register["changed"])
    change = factories.EventFactory(activity=register["changed"], adjustment=adjustment)
    withdraw(register["changed"], "Dubbel opgenomen.")
    gone = client.get(f"/api/v1/zoek?{query()}").json()["weg"]
    assert {each["id"] for each in gone} == {
        f"activiteiten-{register['changed'].pk}",
        f"veranderingen-{change.pk}",
    }


def test_a_part_changed_when_the_page_that_shows_it_did(client):
    goal = factories.GoalFactory(perspective__publish_at=LONG_AGO)
    programme = factories.ProgrammeFactory(perspective=goal.perspective, publish_at=LONG_AGO)
    DocumentPage.objects.create(
        kind="werkprogrammas", record_id=programme.pk, file="x", number=2, text="komkommer"
    )
    assert rows(client, f"/zoeken.csv?{query()}") == []
    with pghistory.context(note="De uitwerking ontbrak."):
        factories.GoalFocusFactory(programme=programme, goal=goal, text="komkommer")
    found = rows(client, f"/zoeken.csv?{query()}")
    assert {row["soort"] for row in found} == {"uitwerkingen", "bladzijden-werkprogrammas"}
    assert {row["wijziging_toelichting"] for row in found} == {"De uitwerking ontbrak."}
    # The page tells once what changed in the programme, of which both results are a part.
    assert client.get(f"/zoeken/?{query()}").text.count("De uitwerking ontbrak.") == 1


def test_a_follower_of_a_search_gets_what_it_finds(register):
    found = every(QueryDict(query()))
    assert sorted(each.title for each in found) == ["Komkommer", "komkommer anders"]


@pytest.mark.parametrize("day", ["gisteren", "2999-01-01", "01-02-2024"])
def test_a_day_that_cannot_be_is_refused(client, register, day):
    assert client.get(f"/zoeken.csv?q=komkommer&sinds={day}").status_code == 400
    assert client.get(f"/api/v1/zoek?q=komkommer&sinds={day}").status_code == 400
    page = client.get(f"/zoeken/?q=komkommer&sinds={day}")
    assert "Deze vraag klopt niet" in page.text


def test_too_many_changes_for_one_file_are_refused(client, register, monkeypatch):
    monkeypatch.setattr(search_since.since, "MOST_ROWS", 1)
    response = client.get(f"/zoeken.csv?{query()}")
    assert response.status_code == 400
    assert "Er veranderde te veel sinds die dag" in response.text
