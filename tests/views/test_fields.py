"""The page of a supervision field: what is planned, what is open, the last reports, its group."""

import pytest
from django.utils import timezone

from programmes.models.expected import RESPONSE_RULE
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def youth():
    """A field with a report of 2023, an activity of this year, and another field in its group."""
    group = factories.FieldGroupFactory(name="jeugd, met jeugdstrafrecht", slug="jeugd")
    field = factories.FieldFactory(name="jeugd", slug="jeugd", group=group)
    other = factories.FieldFactory(name="jeugdstrafrecht", slug="jeugdstrafrecht", group=group)
    reported, now = (factories.ActivityFactory(title=title) for title in ("wachtlijsten", "nu"))
    for activity in (reported, now):
        activity.fields.add(field)
    factories.ActivityFactory(title="straf").fields.add(other)
    factories.EventFactory(activity=reported, kind="rapport", date="2023-06-01")
    programme = factories.ProgrammeFactory(first_year=timezone.localdate().year)
    factories.PlanningFactory(programme=programme, activity=now, planned_for="najaar")
    factories.ExpectationFactory(activity=now, programme=programme, words="voor 2020",
                                 last_day="2019-12-31", first_day="2019-01-01")  # fmt: skip
    return field


def test_a_field_says_what_is_planned_open_and_reported(client, youth):
    page = client.get("/toezichtgebieden/jeugd/")
    found = page.context
    assert [(each.title, each.planned_for) for each in found["planned"]] == [("nu", "najaar")]
    assert {(each.activity.title, each.kind) for each in found["open"]} == {
        ("nu", "rapport"),
        ("wachtlijsten", "beleidsreactie"),
    }
    assert [event.when for event in found["last_reports"]] == ["1 juni 2023"]
    assert "een rapport van 1 juni 2023</a>, voor zover dit register weet." in page.text
    assert "beleidsreactie: zes weken na het rapport, 13 juli 2023 (afgeleid)" in page.text
    assert str(RESPONSE_RULE) in page.text
    assert (found["number"], found["outside"], found["reports"]) == (2, 1, 1)
    assert "?gebied=jeugd&amp;werkprogramma=onbekend" in page.text
    assert 'href="/activiteiten/?groep=jeugd"' in page.text
    assert 'href="/toezichtgebieden/jeugdstrafrecht/"' in page.text
    assert "Groep (onze indeling)" in page.text
    assert "Van 2 activiteiten over dit gebied weten wij van 1 wat ervan kwam." in page.text
    assert 'href="/activiteiten/?gebied=jeugd&amp;uitkomst=over_tijd"' in page.text


def test_a_field_without_public_activities_is_not_there(client):
    factories.FieldFactory(slug="leeg")
    hidden = factories.ActivityFactory(publish_at=None)
    hidden.fields.add(factories.FieldFactory(slug="verborgen"))
    for slug in ("leeg", "verborgen", "bestaat-niet"):
        assert client.get(f"/toezichtgebieden/{slug}/").status_code == 404


def test_a_field_of_which_nothing_is_known_says_so(client):
    factories.ActivityFactory().fields.add(factories.FieldFactory(name="incasso", slug="incasso"))
    text = client.get("/toezichtgebieden/incasso/").text
    assert "Een rapport over dit gebied kent het register niet." in text
    assert "Geen bron noemt een termijn die nog open staat." in text
    assert "Groep" not in text


def test_the_list_of_fields_has_their_group_and_last_report(client, youth):
    page = client.get("/toezichtgebieden/")
    rows = [row for _heading, rows in page.context["groups"] for row in rows]
    assert [(row["url"], [str(cell["value"]) for cell in row["cells"]]) for row in rows] == [
        ("/toezichtgebieden/jeugd/", ["jeugd", "jeugd, met jeugdstrafrecht", "2", "1 juni 2023"]),
        (
            "/toezichtgebieden/jeugdstrafrecht/",
            ["jeugdstrafrecht", "jeugd, met jeugdstrafrecht", "1", "None"],
        ),
    ]


def test_activities_are_asked_for_by_a_group_of_fields(client, youth):
    page = client.get("/activiteiten/?groep=jeugd&sorteer=titel")
    rows = [row for _heading, rows in page.context["groups"] for row in rows]
    assert [row["cells"][row["linked"]]["value"] for row in rows] == ["nu", "straf", "wachtlijsten"]
    assert client.get("/api/v1/activiteiten?groep=bestaat-niet").status_code == 400
