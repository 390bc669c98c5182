"""The page of a programme as of a past day."""

import json
from datetime import date

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    letter = factories.LetterFactory(reference="1", date="2017-02-01", subject="Aanbieding")
    programme = factories.ProgrammeFactory(
        first_year=2017, published_on="2017-01-17", offered_on="2017-02-01", letter=letter
    )
    activity = factories.PlanningFactory(programme=programme).activity
    factories.ExpectationFactory(
        activity=activity, words="voor 1 juli 2017", first_day=date(2017, 1, 17),
        last_day=date(2017, 6, 30), told_on="2017-01-17",
    )  # fmt: skip
    factories.EventFactory(activity=activity, kind="rapport", date="2017-11-01")
    factories.AdjustmentFactory(programme=programme, date="2017-09-01")
    factories.AnnualReportFactory(year=2017, published_on="2018-04-01", offered_on=None)
    return programme


def seen(client, day):
    """Return what the page shows as of a day."""
    response = client.get(f"/werkprogrammas/2017/?op={day}")
    context = response.context
    return {
        "outcomes": [
            (each.outcome, each.days_late)
            for _field, group, _n in context["groups"]
            for each in group
        ],
        "dates": [str(when) for _label, when in context["dates"]],
        "letter": "letter" in context,
        "adjustments": len(context["adjustments"]),
        "reports": len(context["annual_reports"]),
        "is_over": context["is_over"],
    }


def test_the_whole_page_is_as_of_the_day(client, programme):
    first = {"dates": ["2017-01-17"], "letter": False, "adjustments": 0, "reports": 0}
    assert seen(client, "2017-01-17") == first | {
        "outcomes": [("nog_niet", None)],
        "is_over": False,
    }
    assert seen(client, "2017-10-01") == {
        "outcomes": [("over_tijd", 93)],
        "dates": ["2017-02-01", "2017-01-17"],
        "letter": True,
        "adjustments": 1,
        "reports": 0,
        "is_over": False,
    }
    later = seen(client, "2018-04-01")
    assert (later["outcomes"], later["reports"], later["is_over"]) == ([("later", 124)], 1, True)


@pytest.mark.django_db(transaction=True)
def test_a_page_of_a_past_day_says_so_and_its_links_keep_the_day(client, programme):
    page = client.get("/werkprogrammas/2017/?op=2017-10-01").text
    assert "U ziet de stand van 1 oktober 2017." in page
    assert "93 dagen over tijd (afgeleid)" in page
    assert 'href="/activiteiten.csv?werkprogramma=2017&amp;op=2017-10-01"' in page
    file = client.get("/activiteiten.json?werkprogramma=2017&op=2017-10-01")
    rows = json.loads(file.getvalue())["rijen"]
    assert [(row["uitkomst"], row["dagen_later"]) for row in rows] == [("over_tijd", 93)]


def test_before_it_was_there_a_programme_shows_nothing_else(client, programme):
    page = client.get("/werkprogrammas/2017/?op=2017-01-16").text
    assert "Op 16 januari 2017 was Werkprogramma 2017 er nog niet" in page
    assert "De eerste dag waarop het er zeker was, is 17 januari 2017." in page
    for shown_later in ("Aanbieding", "rapport", "Bijstelling", "voor 1 juli"):
        assert shown_later not in page.partition("<main")[2].partition("</main>")[0]


def test_a_programme_without_dates_is_not_shown_before_its_first_year(client):
    factories.ProgrammeFactory(first_year=2017, published_on=None, offered_on=None)
    page = client.get("/werkprogrammas/2017/?op=1995-01-01").text
    assert "is niet bekend of het er op 1 januari 1995 was" in page
    assert "Wij tonen het vanaf 1 januari 2017" in page


@pytest.mark.django_db(transaction=True)
def test_what_came_into_it_later_is_neither_on_the_page_nor_in_the_file(client):
    first, later = (
        factories.ProgrammeFactory(first_year=year, published_on=f"{year - 1}-12-01")
        for year in (2016, 2017)
    )
    moved = factories.PlanningFactory(programme=first).activity
    adjustment = factories.AdjustmentFactory(programme=later, date="2017-11-01")
    factories.PlanningFactory(programme=later, activity=moved, adjustment=adjustment)
    page = client.get("/werkprogrammas/2017/?op=2017-10-01")
    assert page.context["groups"] == []
    for query in ("werkprogramma=2017", "jaar=2017", "van=2017&tot=2017"):
        file = client.get(f"/activiteiten.json?{query}&op=2017-10-01")
        assert json.loads(file.getvalue())["rijen"] == []
    (row,) = json.loads(client.get("/activiteiten.json?op=2017-10-01").getvalue())["rijen"]
    assert (row["werkprogrammas"], row["gepland_tot"]) == (["2016"], "2016-12-31")
    listed = client.get("/activiteiten/?op=2017-10-01").context["groups"]
    assert [str(heading) for heading, _rows in listed] == ["Werkprogramma 2016"]
