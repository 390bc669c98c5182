"""The plan of a programme: as offered, and on any day."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.lists import facts
from programmes.models import Event, StaleFacts
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


@pytest.fixture
def dropped_and_finished(programme):
    """An activity that was dropped in 2024, programmed again in 2025, and finished there."""
    activity = factories.PlanningFactory(programme=programme, activity__title="keten").activity
    factories.EventFactory(
        activity=activity,
        kind=Event.Kind.DROPPED,
        adjustment=factories.AdjustmentFactory(programme=programme),
        date="2024-05-01",
    )
    again = factories.ProgrammeFactory(first_year=2025)
    factories.PlanningFactory(programme=again, activity=activity)
    factories.EventFactory(activity=activity, kind=Event.Kind.FINISHED, date="2025-09-01")
    return activity


def rows_of(client, address):
    return list(csv.DictReader(io.StringIO(body(client.get(address)))))


def of_api(client, address):
    return client.get(f"/api/v1/{address}").json()["resultaten"]


def outcomes(client, query):
    """Return the outcome of the only activity of a list, in each of its forms."""
    listed = client.get(f"/activiteiten/?{query}")
    choices = listed.context["facets"]["uitkomst"].choices
    return {
        *(each.value for each in choices if each.count and each.value != "bekend"),
        *(row["uitkomst"] for row in rows_of(client, f"/activiteiten.csv?{query}")),
        *(row["uitkomst"] for row in of_api(client, f"activiteiten?{query}")),
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "worked out"])
@pytest.mark.parametrize(
    ("year", "standing", "outcome"),
    [(2024, "vervallen", "vervallen"), (2025, "ongewijzigd", "gereed")],
)
def test_an_outcome_belongs_to_the_programme_on_every_surface(
    client, dropped_and_finished, year, standing, outcome, kept
):
    facts.refresh()
    if not kept:
        StaleFacts.objects.create(activity_id=0, at=factories.LONG_AGO)
    page = client.get(f"/werkprogrammas/{year}/")
    (line,) = page.context["plan"].lines
    assert line.standing == standing
    (group,) = page.context["groups"]
    assert [each.outcome for each in group[1]] == [outcome]
    assert (page.context["glance"].total, page.context["glance"].only) == (1, outcome)
    assert outcomes(client, f"werkprogramma={year}") == {outcome}
    assert rows_of(client, f"/activiteiten.csv?werkprogramma={year}&uitkomst={outcome}")
    address = f"geprogrammeerd?werkprogramma={year}"
    assert [row["uitkomst"] for row in of_api(client, address)] == [outcome]
    planned = rows_of(client, "/geprogrammeerd.csv")
    assert [row["uitkomst"] for row in planned if row["werkprogramma"] == str(year)] == [outcome]


@pytest.mark.django_db(transaction=True)
def test_an_activity_as_a_whole_follows_its_last_programme(client, dropped_and_finished):
    page = client.get(dropped_and_finished.get_absolute_url())
    assert page.context["record"].outcome == "gereed"
    for query in ("", "werkprogramma=2024&werkprogramma=2025", "jaar=2024"):
        assert outcomes(client, query) == {"gereed"}


def test_on_a_day_before_it_was_dropped_it_was_not(client, dropped_and_finished):
    for day, outcome in (("2024-04-30", "nog_niet"), ("2024-05-01", "vervallen")):
        page = client.get(f"/werkprogrammas/2024/?op={day}")
        assert [
            each.outcome for _field, each_of, _number in page.context["groups"] for each in each_of
        ] == [outcome]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by_itself", [True, False])
def test_a_later_programme_may_begin_before_the_one_that_dropped_it_is_over(client, by_itself):
    programme = factories.ProgrammeFactory(first_year=2024, last_year=2025)
    activity = factories.PlanningFactory(programme=programme).activity
    factories.EventFactory(
        activity=activity,
        kind=Event.Kind.DROPPED,
        adjustment=None if by_itself else factories.AdjustmentFactory(programme=programme),
        date="2024-09-01",
    )
    later = factories.PlanningFactory(programme__first_year=2025, activity=activity).programme
    (line,) = client.get(programme.get_absolute_url()).context["plan"].lines
    assert (line.standing, line.again) == ("vervallen", later)
    assert outcomes(client, f"werkprogramma={programme.slug}") == {"vervallen"}
    assert outcomes(client, f"werkprogramma={later.slug}") == outcomes(client, "") != {"vervallen"}
    (status,) = {row["status"] for row in rows_of(client, "/activiteiten.csv")}
    assert status != "vervallen"


@pytest.mark.django_db(transaction=True)
def test_an_adjustment_of_a_later_day_has_not_dropped_anything_yet(client):
    year, tomorrow = timezone.localdate().year, timezone.localdate() + timedelta(days=1)
    programme = factories.ProgrammeFactory(first_year=year, last_year=year + 1)
    activity = factories.PlanningFactory(programme=programme).activity
    adjustment = factories.AdjustmentFactory(programme=programme, date=tomorrow)
    factories.EventFactory(
        activity=activity, kind=Event.Kind.DROPPED, adjustment=adjustment, date=None,
        date_precision=None,
    )  # fmt: skip
    page = client.get(programme.get_absolute_url())
    assert [line.standing for line in page.context["plan"].lines] == ["ongewijzigd"]
    assert page.context["glance"].counts["nog_niet"] == 1
    (row,) = rows_of(client, "/activiteiten.csv")
    assert (row["uitkomst"], row["status"], row["laatste_stap"]) == ("nog_niet", "gepland", "")
