"""The results per goal of an annual report, and their constraints."""

import pytest

from programmes.models import GoalResult
from tests import factories
from tests.models.refusals import refused_by_form, refused_by_orm

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return factories.AnnualReportFactory(year=2023)


@pytest.fixture
def result(report):
    return factories.GoalResultFactory(report=report, goal=factories.GoalFactory())


def test_the_perspective_of_the_goal_covers_the_year_of_the_report(report):
    goal = factories.GoalFactory(perspective__first_year=2017, perspective__last_year=2020)
    result = GoalResult(report=report, goal=goal, text="x")
    assert refused_by_form(result) == {
        "goal": ["Het perspectief van dit doel (2017-2020) gaat niet over dat jaar."]
    }
    assert refused_by_orm(result.save) == "Dit doel gold niet in het jaar van het jaarbericht."


def test_a_report_has_one_result_for_a_goal(result):
    again = GoalResult(report=result.report, goal=result.goal, text="y")
    assert refused_by_form(again) == {
        "goal": ["Het jaarbericht heeft al een resultaat voor dit doel."]
    }
    assert "goalresult_goal_once" in refused_by_orm(again.save)


def test_a_result_has_a_text(report):
    result = GoalResult(report=report, goal=factories.GoalFactory(), text="")
    assert refused_by_form(result) == {"text": ["Dit veld kan niet leeg zijn"]}


def test_the_year_of_a_report_does_not_leave_its_results_behind(result):
    report = result.report
    report.year = 2025
    assert refused_by_form(report)["year"] == [
        "Dit jaarbericht heeft resultaten van doelen die dat jaar niet golden."
    ]
    assert refused_by_orm(report.save) == (
        "Dit jaarbericht heeft resultaten van doelen die dat jaar niet golden."
    )


def test_the_years_of_a_perspective_do_not_leave_results_behind(result):
    frame = result.goal.perspective
    frame.last_year = 2022
    assert refused_by_orm(frame.save) == (
        "Een jaarbericht met resultaten valt dan buiten dit perspectief."
    )


def test_a_goal_does_not_leave_its_results_behind(result):
    goal = result.goal
    goal.perspective = factories.PerspectiveFactory(first_year=2017, last_year=2020)
    assert refused_by_orm(goal.save) == (
        "Een jaarbericht vertelt over dit doel in een jaar daarbuiten."
    )


def test_the_pages_of_report_and_goal_show_it(client, result):
    for page in (result.report, result.goal):
        assert "Organisaties leerden van incidenten." in client.get(page.get_absolute_url()).text


def test_the_pages_tell_when_nothing_is_known(client, report):
    goal = factories.GoalFactory()
    assert "per doel vertelt, is niet vastgelegd" in client.get(report.get_absolute_url()).text
    assert "over dit doel vertellen, is niet vastgelegd" in client.get(goal.get_absolute_url()).text


def test_the_api_gives_the_goals_with_the_report_and_back(client, result):
    answer = client.get("/api/v1/jaarberichten/2023?expand=doelen").json()
    assert answer["resultaten"] == [f"{result.goal.title}: Organisaties leerden van incidenten."]
    assert [each["id"] for each in answer["_embedded"]["doelen"]] == [str(result.goal_id)]
    answer = client.get(f"/api/v1/doelen/{result.goal.slug}?expand=jaarberichten").json()
    assert [each["id"] for each in answer["_embedded"]["jaarberichten"]] == [str(result.report_id)]
