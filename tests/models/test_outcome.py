"""What came of an activity, beside what was promised."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from programmes.models import Activity, Event, Expectation
from programmes.models.outcome import with_outcome
from tests import factories

pytestmark = pytest.mark.django_db
Kind, Due = Event.Kind, Expectation.Kind
YEAR = timezone.localdate().year


@pytest.fixture
def activity():
    """An activity of a programme that is over."""
    programme = factories.ProgrammeFactory(
        first_year=2022, last_year=2022, published_on="2021-10-01"
    )
    return factories.PlanningFactory(programme=programme).activity


def promise(activity, last_day, told_on=date(2022, 1, 1), kind=Due.REPORT):
    return factories.ExpectationFactory(
        activity=activity, kind=kind, first_day=last_day, last_day=last_day, told_on=told_on,
        words=str(last_day),
    )  # fmt: skip


def happen(activity, kind, day=None, precision="dag", **given):
    precision = precision if day else None
    return factories.EventFactory(
        activity=activity, kind=kind, date=day, date_precision=precision, **given
    )


def outcome(activity, day=None):
    row = with_outcome(Activity.objects.published(), day).get(pk=activity.pk)
    return row.outcome, row.days_late


def test_nothing_is_known_of_an_activity_without_events(activity):
    assert outcome(activity) == ("niets", None)


def test_an_activity_of_a_programme_that_runs_is_not_due_yet():
    programme = factories.ProgrammeFactory(first_year=YEAR, last_year=YEAR)
    assert outcome(factories.PlanningFactory(programme=programme).activity) == ("nog_niet", None)


def test_what_began_in_a_programme_that_is_over_does_not_run_on(activity):
    happen(activity, Kind.STARTED, "2022-03-01")
    assert outcome(activity) == ("begonnen", None)


def test_a_report_without_a_term_is_ready(activity):
    happen(activity, Kind.REPORT, "2022-05-01")
    assert outcome(activity) == ("gereed", None)


@pytest.mark.parametrize(
    ("day", "precision", "expected"),
    [
        ("2022-06-30", "dag", ("op_tijd", None)),
        ("2022-07-01", "dag", ("later", 1)),
        ("2023-01-01", "dag", ("later", 185)),
        ("2022-06-01", "maand", ("op_tijd", None)),
        # A number of days needs a date of one day.
        ("2022-07-01", "maand", ("later", None)),
        # Before or after the end of June: nobody knows.
        ("2022-01-01", "jaar", ("gereed_onzeker", None)),
        (None, None, ("gereed_onzeker", None)),
    ],
)
def test_a_report_is_compared_with_the_term_as_far_as_its_date_goes(
    activity, day, precision, expected
):
    promise(activity, date(2022, 6, 30))
    happen(activity, Kind.REPORT, day, precision)
    assert outcome(activity) == expected


def test_the_first_term_decides_whether_it_is_later_than_promised(activity):
    promise(activity, date(2022, 6, 30))
    promise(activity, date(2022, 12, 31), told_on=date(2022, 6, 1))
    happen(activity, Kind.REPORT, "2022-11-30")
    assert outcome(activity) == ("later", 153)


def test_the_present_term_decides_whether_it_is_overdue(activity):
    today = timezone.localdate()
    promise(activity, date(2022, 6, 30))
    promise(activity, today - timedelta(days=3), told_on=date(2022, 6, 1))
    assert outcome(activity) == ("over_tijd", 3)
    promise(activity, today, told_on=date(2022, 7, 1))
    assert outcome(activity) == ("nog_niet", None)


def test_a_start_that_did_not_come_is_overdue(activity):
    promise(activity, date(2022, 6, 30), kind=Due.START)
    assert outcome(activity)[0] == "over_tijd"
    happen(activity, Kind.STARTED, "2022-09-01")
    assert outcome(activity) == ("begonnen", None)


def test_a_policy_response_that_is_awaited_leaves_the_outcome_as_it_is(activity):
    happen(activity, Kind.REPORT, "2022-05-01")
    promise(activity, date(2022, 6, 30), kind=Due.RESPONSE)
    assert outcome(activity) == ("gereed", None)


def test_a_dropped_activity_that_is_programmed_again_is_not_dropped(activity):
    happen(activity, Kind.DROPPED, "2022-05-01")
    assert outcome(activity) == ("vervallen", None)
    again = factories.ProgrammeFactory(first_year=YEAR, last_year=YEAR)
    factories.PlanningFactory(programme=again, activity=activity)
    assert outcome(activity) == ("nog_niet", None)


def test_an_activity_that_moved_to_an_unknown_programme_is_moved(activity):
    happen(activity, Kind.MOVED, "2022-05-01")
    assert outcome(activity) == ("verplaatst", None)


def test_an_activity_that_moved_along_is_judged_there(activity):
    other = factories.ProgrammeFactory(first_year=2023, last_year=2023)
    factories.PlanningFactory(programme=other, activity=activity)
    happen(activity, Kind.MOVED, "2022-05-01", moved_to=other)
    assert outcome(activity) == ("niets", None)


def test_the_outcome_of_a_past_day_is_what_was_certain_on_that_day(activity):
    promise(activity, date(2022, 6, 30))
    happen(activity, Kind.STARTED, "2022-02-01")
    happen(activity, Kind.REPORT, "2022-09-15")
    days = [date(2021, 12, 31), date(2022, 6, 30), date(2022, 9, 14), date(2022, 9, 15)]
    assert [outcome(activity, day) for day in days] == [
        ("nog_niet", None),
        ("nog_niet", None),
        ("over_tijd", 76),
        ("later", 77),
    ]


def test_what_is_not_public_does_not_count(activity):
    draft = factories.AdjustmentFactory(programme=activity.programmes.get(), publish_at=None)
    factories.EventFactory(activity=activity, kind=Kind.DROPPED, adjustment=draft)
    factories.ExpectationFactory(activity=activity, adjustment=draft)
    assert outcome(activity) == ("niets", None)


def test_a_draft_of_the_programme_it_moved_to_changes_nothing(activity):
    draft = factories.ProgrammeFactory(first_year=2023, last_year=2023, publish_at=None)
    factories.PlanningFactory(programme=draft, activity=activity)
    happen(activity, Kind.MOVED, "2022-05-01", moved_to=draft)
    assert outcome(activity) == ("verplaatst", None)


def test_an_interim_report_does_not_meet_the_term_that_it_told(activity):
    interim = happen(activity, Kind.REPORT, "2022-05-01")
    last_day = timezone.localdate() - timedelta(days=2)
    factories.ExpectationFactory(
        activity=activity, words="later", first_day=last_day, last_day=last_day, told_on=None,
        event=interim,
    )  # fmt: skip
    assert outcome(activity) == ("over_tijd", 2)
    happen(activity, Kind.REPORT, str(last_day))
    assert outcome(activity) == ("op_tijd", None)


def test_a_notice_is_no_last_step(activity):
    happen(activity, Kind.NOTICE, "2019-03-01")
    assert last_step(activity) == (None, None)
    happen(activity, Kind.REPORT)
    assert last_step(activity) == ("rapport", None)


def last_step(activity):
    row = with_outcome(Activity.objects.published()).get(pk=activity.pk)
    return row.last_step, row.last_step_on
