"""The plan of a programme: as offered, and on any day."""

import csv
import io

import pytest

from programmes.models import Event
from tests import factories
from tests.addresses import body

pytestmark = pytest.mark.django_db
ADDRESS = "/werkprogrammas/2024/"


@pytest.fixture
def programme():
    return factories.ProgrammeFactory(first_year=2024, published_on="2023-09-18")


@pytest.fixture
def postponed(programme):
    planning = factories.PlanningFactory(programme=programme, activity__title="wachtlijsten")
    adjustment = factories.AdjustmentFactory(programme=programme, slug="bijstelling")
    factories.EventFactory(
        activity=planning.activity,
        kind=Event.Kind.POSTPONED,
        adjustment=adjustment,
        date=adjustment.date,
    )
    return planning


def lines(client, query=""):
    plan = client.get(ADDRESS + query).context["plan"]
    return [(str(line.activity), line.standing, str(line.changed or "")) for line in plan.lines]


def test_the_page_shows_the_plan_as_it_is_now(client, postponed):
    assert lines(client) == [("wachtlijsten", "uitgesteld", "uitgesteld 1 mei 2024")]
    text = client.get(ADDRESS).text
    assert "Aangeboden met 1 activiteit. Nu staat er 1 in het plan." in text
    assert '<a href="/bijstellingen/bijstelling/">bijstelling 2024 (1 mei 2024)</a>' in text


def test_the_page_shows_the_plan_as_it_was_on_a_day(client, postponed):
    assert lines(client, "?op=2024-04-30") == [("wachtlijsten", "ongewijzigd", "")]
    assert "Op 30 april 2024 stond het plan er zoals het is aangeboden" in (
        client.get(ADDRESS + "?op=2024-04-30").text
    )
    assert lines(client, "?op=2024-05-01") == [
        ("wachtlijsten", "uitgesteld", "uitgesteld 1 mei 2024")
    ]


def test_before_it_was_offered_there_was_no_plan(client, postponed):
    text = client.get(ADDRESS + "?op=2023-09-17").text
    assert "Op 17 september 2023 was Werkprogramma 2024 er nog niet" in text
    assert "Zoals aangeboden" not in text


def test_what_may_have_happened_by_then_is_told(client, programme):
    planning = factories.PlanningFactory(programme=programme)
    factories.EventFactory(
        activity=planning.activity, kind="vervallen", date="2024-01-01", date_precision="jaar"
    )
    text = client.get(ADDRESS + "?op=2024-05-01").text
    assert "Misschien al vervallen: het was 2024, de dag is niet bekend." in text


def test_a_date_of_its_own_is_told_alike_on_every_page(client, postponed):
    Event.objects.update(date="2024-06-01", date_precision="maand")
    assert lines(client, "?op=2024-05-31") == [("wachtlijsten", "ongewijzigd", "")]
    assert lines(client, "?op=2024-06-30") == [
        ("wachtlijsten", "uitgesteld", "uitgesteld juni 2024")
    ]
    assert "juni 2024, door de <a" in client.get(ADDRESS).text
    assert "uitgesteld (juni 2024)" in client.get("/bijstellingen/bijstelling/").text
    activity = client.get(postponed.activity.get_absolute_url()).text
    assert '<p class="timeline-list__when">juni 2024</p>' in activity


def test_what_may_have_come_in_by_then_is_told(client, programme):
    before = factories.ProgrammeFactory(first_year=2023)
    adjustment = factories.AdjustmentFactory(programme=before)
    planning = factories.PlanningFactory(programme=programme, adjustment=adjustment)
    factories.EventFactory(
        activity=planning.activity,
        kind="verplaatst",
        adjustment=adjustment,
        date_precision="maand",
    )
    text = client.get(ADDRESS + "?op=2024-06-15").text
    assert "Op 15 juni 2024 stonden er 0 in het plan." in text
    assert "nog niet in het plan" in text
    assert "Misschien al wel: het was juni 2024, de dag is niet bekend." in text
    assert "juni 2024, door de <a" in client.get(ADDRESS).text


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("?op=1-5-2024", "Dag: Geef een dag als jaar-maand-dag, zoals 2024-05-01."),
        ("?op=2024-5-1", "Dag: Geef een dag als jaar-maand-dag, zoals 2024-05-01."),
        ("?op=2024-02-30", "Dag: Geef een dag als jaar-maand-dag, zoals 2024-05-01."),
        ("?op=gisteren", "Dag: Geef een dag als jaar-maand-dag, zoals 2024-05-01."),
        ("?op=9999-12-31", "Dag: Deze dag moet nog komen."),
        ("?dag=2024-05-01", "“dag” hoort niet in dit adres."),
        ("?pagina=2", "“pagina” hoort niet in dit adres."),
        ("?op=2024-05-01&op=2024-06-01", "“op” staat twee keer in het adres."),
    ],
)
def test_a_wrong_question_is_answered_with_the_reason(client, programme, query, reason):
    response = client.get(ADDRESS + query)
    assert response.status_code == 400
    assert reason in response.text


@pytest.mark.parametrize("query", ["?op=", "?op=0001-01-01", "?op=2024-05-01"])
def test_a_day_that_can_be_asked_is_answered(client, postponed, query):
    assert client.get(ADDRESS + query).status_code == 200


def test_a_move_names_only_a_public_programme(client, postponed):
    later = factories.ProgrammeFactory(first_year=2025, title="Later", publish_at=None)
    Event.objects.update(kind="verplaatst", moved_to=later)
    assert "verplaatst naar een ander werkprogramma" in client.get(ADDRESS).text
    assert "Later" not in client.get(ADDRESS).text
    later.publish_at = factories.LONG_AGO
    later.save()
    assert 'naar <a href="/werkprogrammas/2025/">Later</a>' in client.get(ADDRESS).text


def test_what_was_dropped_and_programmed_again_counts_by_the_later_programme(client, programme):
    planning = factories.PlanningFactory(programme=programme)
    factories.EventFactory(activity=planning.activity, kind=Event.Kind.DROPPED, date="2024-05-01")
    assert "Staat opnieuw in" not in client.get(ADDRESS).text
    for year in (2026, 2025):
        again = factories.ProgrammeFactory(first_year=year)
        factories.PlanningFactory(programme=again, activity=planning.activity)
    page = client.get(ADDRESS)
    (line,) = page.context["plan"].lines
    assert (line.standing, line.again.first_year) == ("vervallen", 2025)
    assert 'Staat opnieuw in <a href="/werkprogrammas/2025/">Werkprogramma 2025</a>' in page.text
    (line,) = client.get("/werkprogrammas/2025/").context["plan"].lines
    assert (line.standing, line.again) == ("ongewijzigd", None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("year", "standing"), [(2024, "vervallen"), (2025, "ongewijzigd")])
def test_what_came_of_it_is_the_same_on_every_surface(client, programme, year, standing):
    activity = factories.PlanningFactory(programme=programme).activity
    factories.EventFactory(
        activity=activity,
        kind=Event.Kind.DROPPED,
        adjustment=factories.AdjustmentFactory(programme=programme),
        date="2024-05-01",
    )
    factories.PlanningFactory(
        programme=factories.ProgrammeFactory(first_year=2025), activity=activity
    )
    page = client.get(f"/werkprogrammas/{year}/")
    assert [each.standing for each in page.context["plan"].lines] == [standing]
    file = client.get(f"/activiteiten.csv?werkprogramma={year}")
    (row,) = csv.DictReader(io.StringIO(body(file)))
    (found,) = client.get(f"/api/v1/activiteiten?werkprogramma={year}").json()["resultaten"]
    own = ("uitkomst", "status")
    assert {name: row[name] or None for name in own} == {name: found[name] for name in own}
    counts = page.context["glance"].counts
    assert (counts["vervallen"], counts[found["uitkomst"] or "niets"]) == (0, 1)
