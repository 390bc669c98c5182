"""The lists of what is expected and of what happened."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from tests import factories

pytestmark = pytest.mark.django_db


def table(response):
    """Return (heading, rows of cells) pairs of a list page."""
    return [
        (heading, [[cell["value"] for cell in row["cells"]] for row in rows])
        for heading, rows in response.context["groups"]
    ]


@pytest.fixture
def expected():
    """A term that is over, one to come, one without days, and a report without response."""
    today = timezone.localdate()
    day = today + timedelta(days=40)
    for title, words, last in (
        ("te laat", "vorige maand", today - timedelta(days=3)),
        ("komt nog", "over een tijdje", day),
        ("vaag", "te zijner tijd", None),
    ):
        factories.ExpectationFactory(
            activity__title=title, words=words, first_day=last, last_day=last, told_on="2020-01-01"
        )
    factories.EventFactory(activity__title="gerapporteerd", kind="rapport", date="2021-03-01")
    return day


def test_what_is_expected_is_overdue_or_comes_in_a_month(client, expected):
    page = client.get("/verwacht/")
    month = date_format(expected, "F Y").capitalize()
    days = (timezone.localdate() - timezone.datetime(2021, 4, 12).date()).days
    assert table(page) == [
        (
            "Over tijd",
            [
                ["12 april 2021", "gerapporteerd", "beleidsreactie",
                 "zes weken na het rapport (afgeleid)", f"{days} dagen (afgeleid)"],
                [date_format(timezone.localdate() - timedelta(days=3)), "te laat", "rapport",
                 "vorige maand", "3 dagen (afgeleid)"],
            ],
        ),
        (month, [[date_format(expected), "komt nog", "rapport", "over een tijdje", "nog niet"]]),
        ("Zonder dag die bekend is", [[None, "vaag", "rapport", "te zijner tijd", None]]),
    ]  # fmt: skip
    assert "Over tijd betekent: de termijn is voorbij" in page.text
    assert (
        "Een rapport mag ten hoogste zes weken op een reactie wachten (aanwijzing 13 van de "
        "Aanwijzingen inzake de rijksinspecties). Daaruit leiden wij af op welke dag een reactie "
        "te verwachten is. Geen bron noemt die dag."
    ) in page.text


def titles(response):
    return [row[1] for _heading, rows in table(response) for row in rows]


def test_what_is_expected_is_filtered(client, expected):
    factories.models.Activity.objects.get(title="komt nog").fields.add(
        factories.FieldFactory(slug="jeugd", group=factories.FieldGroupFactory(slug="jong"))
    )
    for query, wanted in {
        "stand=over_tijd": ["gerapporteerd", "te laat"],
        "stand=komt": ["komt nog", "vaag"],
        "soort=beleidsreactie": ["gerapporteerd"],
        "gebied=jeugd": ["komt nog"],
        "groep=jong": ["komt nog"],
        "jaar=2021": ["gerapporteerd"],
        "q=laat": ["te laat"],
        "sorteer=activiteit": ["gerapporteerd", "komt nog", "te laat", "vaag"],
    }.items():
        assert titles(client.get(f"/verwacht/?{query}")) == wanted, query


def test_what_has_come_is_expected_no_more(client):
    expectation = factories.ExpectationFactory(told_on="2020-01-01")
    factories.EventFactory(activity=expectation.activity, kind="afgerond", date="2021-01-01")
    assert titles(client.get("/verwacht/")) == []


@pytest.fixture
def events():
    """A report of 2023 with a Kamerstuk, and the response of a ministry to it in 2024."""
    activity = factories.ActivityFactory(title="wachtlijsten", slug="wachtlijsten")
    activity.fields.add(factories.FieldFactory(slug="jeugd"))
    report = factories.EventFactory(
        activity=activity, kind="rapport", date="2023-06-01", title="Rapport",
        kamerstuk_dossier="34775", kamerstuk_suffix="VI", kamerstuk_number="21",
    )  # fmt: skip
    response = factories.EventFactory(
        activity=activity, kind="beleidsreactie", date="2024-02-01", date_precision="maand",
        ministry="Minister voor Rechtsbescherming",
    )  # fmt: skip
    factories.EventFactory(kind="gestart", date=None, date_precision=None)
    return report, response


def test_events_are_listed_by_year_and_lead_to_their_place(client, events):
    report, response = events
    page = client.get("/mijlpalen/")
    found = [
        (heading, [(row["url"], row["cells"][0]["value"]) for row in rows])
        for heading, rows in page.context["groups"]
    ]
    assert found[:2] == [
        ("2024", [(f"/activiteiten/wachtlijsten/#m{response.pk}", "februari 2024")]),
        ("2023", [(f"/activiteiten/wachtlijsten/#m{report.pk}", "1 juni 2023")]),
    ]
    assert found[2][0] == "Zonder datum"


@pytest.mark.parametrize(
    "spelling",
    ["34 775 VI, nr. 21", "kst-34775-VI-21", "34775-VI-21", "Kamerstukken II, 34775 VI, 21"],
)
def test_an_event_is_found_by_its_kamerstuk_in_any_spelling(client, events, spelling):
    page = client.get("/mijlpalen/", {"kamerstuk": spelling})
    assert [row["cells"][1]["value"] for _h, rows in page.context["groups"] for row in rows] == [
        "rapport"
    ]
    assert [each.value for each, _address in page.context["chosen"]] == [
        "34\xa0775\xa0VI,\xa0nr.\xa021"
    ]


def test_events_are_filtered(client, events):
    for query, wanted in {
        "soort=rapport&soort=beleidsreactie": 2,
        "gebied=jeugd&van=2024": 1,
        "ministerie=rechtsbescherming": 1,
        # All milestones of the activities that the search finds (decision 78).
        "q=rechtsbescherming+wachtlijsten": 2,
        "q=Rapport": 2,
        "q=steekincident": 0,
        "activiteit=wachtlijsten&soort=rapport": 1,
    }.items():
        assert client.get(f"/mijlpalen/?{query}").context["page"].paginator.count == wanted, query
    wrong = client.get("/mijlpalen/?kamerstuk=x")
    assert wrong.context["problems"] == ["Kamerstuk: Schrijf een Kamerstuk als 34 775 VI, nr. 21."]


def test_what_is_planned_for_the_year_without_a_term_is_counted_and_linked(client):
    year = timezone.localdate().year
    programme = factories.ProgrammeFactory(first_year=year)
    activities = factories.PlanningFactory.create_batch(2, programme=programme)
    jeugd = factories.FieldFactory(slug="jeugd")
    activities[0].activity.fields.add(jeugd)
    factories.PlanningFactory(programme__first_year=2019)
    for query, count, link in (
        ("", 2, f"jaar={year}&uitkomst=nog_niet"),
        (f"?van={year}&tot={year}", 2, f"jaar={year}&uitkomst=nog_niet"),
        ("?gebied=jeugd", 1, f"jaar={year}&uitkomst=nog_niet&gebied=jeugd"),
        ("?jaar=2019", 0, "jaar=2019&uitkomst=nog_niet"),
    ):
        planned = client.get(f"/verwacht/{query}").context["planned"]
        assert (planned.count, planned.query) == (count, link)
        assert client.get(f"/activiteiten/?{link}").context["page"].paginator.count == count
    assert client.get(f"/verwacht/?van=2019&tot={year}").context["planned"] is None
    text = client.get("/verwacht/").text
    assert f"Ook gepland voor {year}, en nog niet zover: " in text
    assert f'<a href="/activiteiten/?jaar={year}&amp;uitkomst=nog_niet">2 activiteiten</a>' in text
    assert "Ook gepland" not in client.get("/verwacht/?jaar=2019").text
