"""What is not finished: activities without an outcome, reports without a response, facts."""

from datetime import date

import pytest

from programmes.models import Activity, Event, WorkProgramme
from programmes.models.outcome import KNOWN, with_outcome
from programmes.models.past import without_outcome
from programmes.models.unfinished import incomplete_programmes, reports_without_response
from tests import factories

pytestmark = pytest.mark.django_db


def planned(title, first_year=2020):
    programme = WorkProgramme.objects.filter(first_year=first_year).first()
    programme = programme or factories.ProgrammeFactory(first_year=first_year)
    activity = factories.ActivityFactory(title=title)
    return factories.PlanningFactory(programme=programme, activity=activity).activity


def titles(activities):
    return [activity.title for activity in activities.order_by("pk")]


def test_activities_of_past_programmes_have_an_outcome_or_not():
    planned("niets bekend")
    factories.EventFactory(activity=planned("lopend"), kind="gestart")
    for kind in ("rapport", "afgerond", "vervallen"):
        factories.EventFactory(activity=planned(kind), kind=kind)
    planned("loopt nog", first_year=2100)
    going_on = planned("staat ook in een later werkprogramma")
    factories.PlanningFactory(
        programme=WorkProgramme.objects.get(first_year=2100), activity=going_on
    )
    factories.ActivityFactory(title="nergens gepland")
    public = with_outcome(Activity.objects.published())
    assert titles(without_outcome(public)) == ["niets bekend", "lopend"]
    assert titles(public.filter(outcome__in=KNOWN)) == ["rapport", "afgerond", "vervallen"]


def test_a_draft_programme_leaves_nothing_unfinished():
    draft = factories.ProgrammeFactory(first_year=2020, publish_at=None)
    factories.PlanningFactory(programme=draft)
    assert not without_outcome(with_outcome(Activity.objects.published())).exists()


@pytest.mark.parametrize(
    ("report", "response", "is_unanswered"),
    [
        (("2024-05-01", "dag"), None, True),
        (("2024-05-01", "dag"), ("2024-06-01", "dag"), False),
        (("2024-05-01", "dag"), ("2024-04-01", "dag"), True),
        (("2024-05-01", "maand"), ("2024-05-20", "dag"), False),
        (("2024-05-01", "dag"), (None, None), False),
        ((None, None), None, True),
        ((None, None), ("2020-01-01", "dag"), False),
        # Six weeks and a day before the first of January, and six weeks before.
        (("2024-11-19", "dag"), None, True),
        (("2024-11-20", "dag"), None, False),
        # For a month or a year, the six weeks begin at its end.
        (("2024-10-01", "maand"), None, True),
        (("2024-11-01", "maand"), None, False),
        (("2023-01-01", "jaar"), None, True),
        (("2024-01-01", "jaar"), None, False),
    ],
)
def test_a_report_waits_six_weeks_for_its_response(report, response, is_unanswered):
    activity = factories.ActivityFactory()
    for kind, when in (("rapport", report), ("beleidsreactie", response)):
        if when:
            factories.EventFactory(
                activity=activity, kind=kind, date=when[0], date_precision=when[1]
            )
    assert reports_without_response(date(2025, 1, 1)).exists() == is_unanswered


def test_each_response_answers_the_first_report_that_waits():
    activity = factories.ActivityFactory()
    for year in (2021, 2022, 2023):
        factories.EventFactory(activity=activity, date=date(year, 1, 1))
    factories.EventFactory(activity=activity, kind=Event.Kind.RESPONSE, date=date(2023, 2, 1))
    found = reports_without_response(date(2025, 1, 1))
    assert [each.date.year for each in found] == [2022, 2023]


def missing(programme):
    found = [each for each in incomplete_programmes() if each.programme == programme]
    return [(each.total, [fact.label for fact in each.missing]) for each in found]


def test_a_programme_lacks_what_the_register_does_not_hold():
    programme = factories.ProgrammeFactory(
        first_year=2023,
        perspective=factories.PerspectiveFactory(),
        letter=factories.LetterFactory(reference=None),
    )
    goals = [factories.GoalFactory(perspective=programme.perspective) for _each in range(2)]
    factories.GoalFocusFactory(programme=programme, goal=goals[0])
    factories.PlanningFactory(programme=programme)
    factories.PlanningFactory(programme=programme, activity__form="thematisch")
    assert missing(programme) == [
        (
            16,
            [
                "vastgesteld op",
                "goedgekeurd op",
                "op de site van de Inspectie",
                "aangeboden aan de Kamer op",
                "bestand",
                "van de brief: kenmerk",
                "van de brief: bestand",
                "van de brief: Kamerstuk",
                "uitwerkingen van doelen: 1 van 2 zijn er",
                "vorm van toezicht van 1 van de 2 activiteiten",
                "jaarbericht over 2023",
            ],
        )
    ]


def test_a_programme_with_every_fact_is_complete():
    day = date(2023, 1, 1)
    letter = factories.LetterFactory(
        kamerstuk_dossier="34775", kamerstuk_number="21", file=factories.pdf_file()
    )
    programme = factories.ProgrammeFactory(
        first_year=2023,
        perspective=factories.PerspectiveFactory(),
        letter=letter,
        file=factories.pdf_file(),
        **dict.fromkeys(("adopted_on", "approved_on", "published_on", "offered_on"), day),
    )
    goal = factories.GoalFactory(perspective=programme.perspective)
    factories.GoalFocusFactory(programme=programme, goal=goal)
    factories.PlanningFactory(programme=programme, activity__form="thematisch")
    factories.AnnualReportFactory(year=2023)
    assert missing(programme) == []


def test_a_draft_is_asked_for_its_facts_and_what_was_withdrawn_is_not():
    draft = factories.ProgrammeFactory(first_year=2100, publish_at=None)
    factories.ProgrammeFactory(
        first_year=2099, withdrawn_at=factories.LONG_AGO, withdrawal_reason="Dubbel."
    )
    assert [each.programme for each in incomplete_programmes()] == [draft]
    assert [each.programme for each in incomplete_programmes(2099)] == []
