"""What is expected of activities: replaced, met, and due by rule."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from programmes.models import Event, Expectation, Expected
from programmes.models.expectation import with_until
from programmes.models.expected import VIEW
from tests import factories

pytestmark = pytest.mark.django_db
Kind, Happened = Expectation.Kind, Event.Kind


@pytest.fixture
def activity():
    return factories.ActivityFactory()


def told(rows):
    return [(row.kind, row.words, row.last_day) for row in rows.in_order()]


def expect(activity, words, told_on, last_day, **given):
    return factories.ExpectationFactory(
        activity=activity, words=words, told_on=told_on, first_day=last_day, last_day=last_day,
        **given,
    )  # fmt: skip


def test_a_later_expectation_replaces_an_earlier_one_of_its_kind(activity):
    expect(activity, "eind 2024", date(2024, 1, 15), date(2024, 12, 31))
    expect(activity, "voor de zomer", date(2024, 10, 1), date(2025, 6, 30))
    expect(activity, "begin 2024", date(2023, 10, 1), date(2024, 2, 29), kind=Kind.START)
    public = Expected.objects.published()
    assert told(public.current()) == [
        ("start", "begin 2024", date(2024, 2, 29)),
        ("rapport", "voor de zomer", date(2025, 6, 30)),
    ]
    assert told(public.current(date(2024, 5, 1))) == [
        ("start", "begin 2024", date(2024, 2, 29)),
        ("rapport", "eind 2024", date(2024, 12, 31)),
    ]
    assert told(public.current(date(2023, 1, 1))) == []


def test_an_expectation_is_open_until_what_was_expected_happens(activity):
    expect(activity, "eind 2024", date(2024, 1, 15), date(2024, 12, 31))
    factories.EventFactory(activity=activity, kind=Happened.REPORT, date="2025-02-01")
    reports = Expected.objects.published().filter(kind=Kind.REPORT)
    assert told(reports.open(date(2025, 1, 31))) == [("rapport", "eind 2024", date(2024, 12, 31))]
    assert told(reports.open(date(2025, 2, 1))) == []
    assert told(reports.open()) == []


def test_a_report_of_before_it_was_told_does_not_meet_an_expectation(activity):
    expect(activity, "eind 2024", date(2024, 1, 15), date(2024, 12, 31))
    factories.EventFactory(activity=activity, kind=Happened.REPORT, date="2022-02-01")
    factories.EventFactory(activity=activity, kind=Happened.RESPONSE, date="2022-03-01")
    assert told(Expected.objects.published().open()) == [
        ("rapport", "eind 2024", date(2024, 12, 31))
    ]


def test_of_a_dropped_activity_nothing_is_expected(activity):
    expect(activity, "eind 2024", date(2024, 1, 15), date(2024, 12, 31))
    factories.EventFactory(activity=activity, kind=Happened.DROPPED, date="2024-05-01")
    assert told(Expected.objects.published().open()) == []


@pytest.mark.parametrize(
    ("day", "precision", "last_day"),
    [
        ("2024-06-03", "dag", date(2024, 7, 15)),
        ("2024-06-01", "maand", date(2024, 8, 11)),
        ("2024-01-01", "jaar", date(2025, 2, 11)),
        (None, None, None),
    ],
)
def test_a_response_is_due_by_rule_six_weeks_after_a_report(activity, day, precision, last_day):
    report = factories.EventFactory(activity=activity, date=day, date_precision=precision)
    (row,) = Expected.objects.published().open()
    assert (row.id, row.event, row.by_rule) == (f"regel-{report.pk}", report, True)
    assert (row.kind, row.words, row.last_day) == ("beleidsreactie", "binnen zes weken", last_day)


def test_no_response_is_due_by_rule_after_a_report_from_before_the_rule(activity):
    factories.EventFactory(activity=activity, date="2015-12-31")
    assert not Expected.objects.published().exists()


def test_an_expectation_that_was_told_since_the_report_replaces_the_rule(activity):
    factories.EventFactory(activity=activity, date="2024-06-03")
    expect(activity, "najaar 2023", date(2023, 1, 1), date(2023, 11, 30), kind=Kind.RESPONSE)
    responses = Expected.objects.published().filter(kind=Kind.RESPONSE)
    assert [row.by_rule for row in responses.current().in_order()] == [False, True]
    expect(activity, "na de zomer", date(2024, 6, 3), date(2024, 9, 30), kind=Kind.RESPONSE)
    assert told(responses.current()) == [("beleidsreactie", "na de zomer", date(2024, 9, 30))]


def test_the_date_of_what_told_it_is_the_day_it_was_told(activity):
    letter = factories.LetterFactory(date="2023-09-22")
    programme = factories.ProgrammeFactory(published_on="2022-10-01", offered_on="2022-10-05")
    adjustment = factories.AdjustmentFactory(programme=programme, date="2024-05-01")
    event = factories.EventFactory(activity=activity, kind="gestart", date="2021-01-01")
    origins = {"letter": letter, "programme": programme, "adjustment": adjustment, "event": event}
    for name, origin in origins.items():
        expect(activity, name, None, date(2025, 1, 1), **{name: origin})
    expect(activity, "own", date(2020, 1, 1), date(2025, 1, 1), letter=letter)
    days = {row.words: row.told for row in Expected.objects.filter(by_rule=False)}
    assert days == {
        "letter": date(2023, 9, 22),
        "programme": date(2022, 10, 1),
        "adjustment": date(2024, 5, 1),
        "event": date(2021, 1, 1),
        "own": date(2020, 1, 1),
    }
    stored = {row.words: row.told_day for row in Expectation.objects.all()}
    assert stored == days


def test_what_an_event_of_a_year_told_was_certain_at_the_end_of_that_year(activity):
    event = factories.EventFactory(
        activity=activity, kind="gestart", date=date(2024, 1, 1), date_precision="jaar"
    )
    row = expect(activity, "eind 2025", None, date(2025, 12, 31), event=event)
    assert Expected.objects.get(expectation=row).told == date(2024, 12, 31) == row.told_day
    assert not Expected.objects.published().open(date(2024, 12, 30)).exists()


def test_an_event_that_told_something_stays_outside_adjustments(activity):
    event = factories.EventFactory(activity=activity, kind="gestart", date="2024-01-01")
    expect(activity, "eind 2025", None, date(2025, 12, 31), event=event)
    event.adjustment = factories.AdjustmentFactory(publish_at=None)
    message = "Een verwachting verwijst naar deze mijlpaal."
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        event.save()


def test_an_expectation_is_public_with_what_told_it(activity):
    draft = factories.LetterFactory(publish_at=None)
    expect(activity, "eind 2024", None, date(2024, 12, 31), letter=draft)
    assert not Expected.objects.published().exists()
    assert not Expectation.objects.published().exists()


def test_the_words_give_the_days_unless_these_are_given(activity):
    read = Expectation(activity=activity, kind=Kind.REPORT, words="eind 2024")
    read.full_clean()
    assert (read.first_day.year, read.last_day) == (2024, date(2024, 12, 31))
    other = Expectation(activity=activity, kind=Kind.REPORT, words="na het debat")
    other.full_clean()
    assert (other.first_day, other.last_day) == (None, None)


def test_one_record_at_most_told_it(activity):
    two = {"letter": factories.LetterFactory(), "programme": factories.ProgrammeFactory()}
    row = Expectation(activity=activity, kind=Kind.REPORT, words="eind 2024", **two)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    message = "Kies waar het stond: een werkprogramma, een brief, een bijstelling of een mijlpaal,"
    assert refused.value.message_dict == {"letter": [f"{message} niet meer dan één."]}


def test_an_event_of_another_activity_cannot_have_told_it(activity):
    event = factories.EventFactory()
    message = "Kies een mijlpaal van deze activiteit, of anders de bijstelling."
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        expect(activity, "eind 2024", None, date(2024, 12, 31), event=event)


def test_the_view_of_the_database_is_that_of_the_file():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_viewdef('programmes_expected'::regclass)")
        migrated = cursor.fetchone()
        cursor.execute(VIEW.read_text())
        cursor.execute("SELECT pg_get_viewdef('programmes_expected'::regclass)")
        assert cursor.fetchone() == migrated


@pytest.mark.parametrize("missing", ["first_day", "last_day"])
def test_an_expectation_with_one_of_its_days_is_refused(activity, missing):
    given = {"first_day": date(2024, 5, 1), "last_day": date(2024, 5, 31)} | {missing: None}
    expectation = Expectation(activity=activity, kind=Kind.REPORT, words="mei 2024", **given)
    with pytest.raises(ValidationError, match="in die volgorde"):
        expectation.full_clean()


@pytest.mark.parametrize(
    ("course", "waiting"),
    [
        ("rapport beleidsreactie rapport", [3]),
        ("rapport rapport beleidsreactie", [2]),
        ("rapport beleidsreactie rapport beleidsreactie", []),
        ("beleidsreactie rapport rapport", [2, 3]),
        ("rapport rapport rapport beleidsreactie beleidsreactie", [3]),
        ("rapport beleidsreactie beleidsreactie rapport", [4]),
    ],
)
def test_a_response_answers_the_first_report_that_waits(activity, course, waiting):
    for month, kind in enumerate(course.split(), 1):
        factories.EventFactory(activity=activity, kind=kind, date=date(2024, month, 1))
    open_reports = Expected.objects.published().open().in_order()
    assert [row.told.month for row in open_reports] == waiting
    known = Expected.objects.published().open(date(2024, 12, 1)).in_order()
    assert [row.told.month for row in known] == waiting


def test_of_two_reports_of_one_day_one_is_answered(activity):
    for title, kind in (("deel 1", "rapport"), ("deel 2", "rapport"), ("", "beleidsreactie")):
        factories.EventFactory(activity=activity, kind=kind, date=date(2024, 5, 1), title=title)
    (waiting,) = Expected.objects.published().open()
    assert waiting.event.title == "deel 2"


def test_a_report_without_a_date_came_before_the_others(activity):
    undated = factories.EventFactory(activity=activity, date=None, date_precision=None)
    dated = factories.EventFactory(activity=activity, date=date(2024, 5, 1))
    assert {row.event for row in Expected.objects.published().open()} == {undated, dated}
    factories.EventFactory(activity=activity, kind="beleidsreactie", date=date(2024, 6, 1))
    assert {row.event for row in Expected.objects.published().open()} == {dated}


def test_readers_see_every_term_to_which_an_adjustment_postpones(activity):
    adjustment = factories.AdjustmentFactory()
    factories.EventFactory(activity=activity, kind=Happened.POSTPONED, adjustment=adjustment)
    for kind, words in ((Kind.FINISH, "najaar 2025"), (Kind.REPORT, "eind 2025")):
        factories.ExpectationFactory(
            activity=activity, kind=kind, words=words, adjustment=adjustment
        )
    (event,) = with_until(Event.objects.published())
    assert event.until == "eind 2025 en najaar 2025"
