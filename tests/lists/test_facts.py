"""The facts of activities that are kept are those that are worked out, whatever was written."""

import os
import subprocess
import sys
from datetime import date, datetime, timedelta

import pghistory
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone as clock

from programmes.lists import facts
from programmes.lists.nouns import BY_MODEL
from programmes.models import (
    Activity,
    ActivityFacts,
    Adjustment,
    Expectation,
    Goal,
    Letter,
    Perspective,
    Planning,
    StaleFacts,
    SupervisionField,
    WorkProgramme,
)
from programmes.models.facts import FUNCTIONS, Fact, facts_are_kept
from programmes.models.outcome import outcomes_on, with_outcome
from programmes.models.previewed import as_if_public
from programmes.models.version import register_version
from tests import factories
from tests.clock import wait_until
from tests.processes import database_url

pytestmark = pytest.mark.django_db
COLUMNS = (*BY_MODEL[Activity].columns, *BY_MODEL[Activity].own)
# The functions and triggers of facts, as the database holds them.
DEFINITIONS = """
    SELECT oid::regprocedure::text, pg_get_functiondef(oid) FROM pg_proc
    WHERE proname LIKE 'programmes_facts_%'
    UNION ALL
    SELECT tgname || ' ON ' || tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE tgname LIKE 'facts_%'
"""
TOMORROW = clock.localdate() + timedelta(days=1)


def run(sql, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else None


def cells(activities):
    """Return the cells of activities by title, as a list page and its files have them."""
    names = [column.name for column in COLUMNS]
    rows = activities.order_by("pk").values_list(*(column.expression for column in COLUMNS))
    return [dict(zip(names, row, strict=True)) for row in rows]


def worked_out():
    return cells(outcomes_on(Activity.objects.all(), None, clock.localdate()))


def kept():
    """Return the cells from the table of facts, without a look at whether they are stale."""
    assert facts_are_kept()
    return cells(with_outcome(Activity.objects.all()))


@pytest.fixture
def register():
    """Return an activity in a programme, with what else its facts follow from; facts are kept."""
    perspective = factories.PerspectiveFactory()
    goal = factories.GoalFactory(perspective=perspective, title="Veilig")
    programme = factories.ProgrammeFactory(first_year=2024, last_year=2024)
    letter = factories.LetterFactory(date=date(2024, 2, 1))
    field = factories.FieldFactory(name="politie")
    activity = factories.ActivityFactory(title="Wapens")
    activity.fields.add(field)
    activity.goals.add(goal)
    factories.PlanningFactory(programme=programme, activity=activity, planned_for="medio 2024")
    adjustment = factories.AdjustmentFactory(programme=programme, date=date(2024, 5, 1))
    factories.EventFactory(
        activity=activity, kind="uitgesteld", adjustment=adjustment, date=date(2025, 2, 1)
    )
    factories.ExpectationFactory(
        activity=activity, kind="rapport", words="eind 2024", letter=letter
    )
    factories.EventFactory(activity=activity, kind="rapport", date=date(2025, 1, 9))
    factories.ActivityFactory(title="Een andere")
    facts.refresh()
    return activity


WITHDRAWN = {"withdrawn_at": factories.LONG_AGO + timedelta(days=1), "withdrawal_reason": "fout"}
# Writes after which the activity has other facts.
WRITES = {
    "an event is added": lambda activity: factories.EventFactory(
        activity=activity, kind="beleidsreactie", date=date(2025, 2, 1)
    ),
    "an event gets another date": lambda activity: activity.events.filter(kind="rapport").update(
        date=date(2024, 11, 1)
    ),
    "an event is removed": lambda activity: activity.events.filter(kind="rapport").delete(),
    "a term is added": lambda activity: factories.ExpectationFactory(
        activity=activity, kind="rapport", words="maart 2025", told_on=date(2024, 12, 1)
    ),
    "a term has other words": lambda _: Expectation.objects.update(words="in december 2024"),
    "a term has another day": lambda _: Expectation.objects.update(last_day=date(2025, 3, 31)),
    "a term is taken away": lambda _: Expectation.objects.all().delete(),
    "it is planned in other words": lambda _: Planning.objects.update(planned_for="najaar 2024"),
    "it leaves the programme": lambda _: Planning.objects.all().delete(),
    "it is in a later programme too": lambda activity: factories.PlanningFactory(
        activity=activity, programme=factories.ProgrammeFactory(first_year=2025)
    ),
    "it has no field": lambda activity: activity.fields.clear(),
    "it has no goal": lambda activity: activity.goals.clear(),
    "the field has another name": lambda _: SupervisionField.objects.update(name="Politie"),
    "the goal has another title": lambda _: Goal.objects.update(title="Veiliger"),
    "the perspective is withdrawn": lambda _: Perspective.objects.update(**WITHDRAWN),
    "the programme is withdrawn": lambda _: WorkProgramme.objects.update(**WITHDRAWN),
    "the letter is withdrawn": lambda _: Letter.objects.update(**WITHDRAWN),
    "the adjustment is withdrawn": lambda _: Adjustment.objects.update(**WITHDRAWN),
    "an activity is added": lambda _: factories.ActivityFactory(title="Een derde"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_after_a_write_facts_are_worked_out_until_they_are_kept_again(register, write):
    before = kept()
    with pghistory.context(note="Zo is het."):
        write(register)
    assert not facts_are_kept()
    right = cells(with_outcome(Activity.objects.all()))
    assert right != before
    facts.refresh()
    assert kept() == right


# Writes that change no fact: the table stays as it is.
OTHERS = {
    "a summary is written": lambda activity: Activity.objects.update(summary="Kort gezegd."),
    "a programme has another motto": lambda _: WorkProgramme.objects.update(motto="Samen"),
    "a letter has another subject": lambda _: Letter.objects.update(subject="Werkprogramma"),
}


@pytest.mark.parametrize("write", OTHERS.values(), ids=OTHERS)
def test_other_writes_leave_them_kept(register, write):
    with pghistory.context(note="Zo is het."):
        write(register)
    assert kept() == worked_out()


def test_each_field_is_a_fact_or_an_outcome():
    names = {field.name for field in ActivityFacts._meta.fields if not field.generated}
    assert names == {"activity", *facts.ANNOTATED, *Fact.every}


def test_a_filter_and_an_order_use_the_table(register):
    rows = with_outcome(Activity.objects.filter(title="Wapens")).filter(outcome="later")
    assert [(each.outcome, each.days_late) for each in rows] == [("later", 9)]
    assert "programmes_event" not in str(rows.query)


def moments():
    """Return the moments to come at which the activity of the register has other facts."""
    later = StaleFacts.objects.filter(at__gt=clock.now())
    return sorted(later.values_list("activity_id", "at"))


def midnight(day):
    """Return the begin of a day in the Netherlands."""
    return datetime(day.year, day.month, day.day, tzinfo=clock.get_default_timezone())


def test_a_term_that_ends_is_a_moment_at_which_they_are_stale(register):
    end = TOMORROW + timedelta(days=30)
    with pghistory.context(note="Uitgesteld."):
        Expectation.objects.update(last_day=end)
    facts.refresh()
    assert moments() == [(register.pk, midnight(end + timedelta(days=1)))]


def test_so_is_the_day_of_an_adjustment_that_is_dated_later(register):
    Adjustment.objects.update(date=TOMORROW)
    with pghistory.context(note="Later."):
        register.events.update(date=None, date_precision=None)
    facts.refresh()
    assert moments() == [(register.pk, midnight(TOMORROW))]


def test_so_is_the_end_of_the_last_programme(register):
    year = TOMORROW.year + 1
    programme = factories.ProgrammeFactory(first_year=year)
    with pghistory.context(note="Ook daar."):
        factories.PlanningFactory(activity=register, programme=programme)
    facts.refresh()
    assert moments() == [(register.pk, midnight(date(year + 1, 1, 1)))]


@pytest.mark.parametrize("model", [WorkProgramme, Letter, Adjustment, Perspective])
def test_so_is_a_scheduled_withdrawal(register, model):
    at = clock.now() + timedelta(hours=1)
    model.objects.update(withdrawn_at=at, withdrawal_reason="Dubbel.")
    facts.refresh()
    assert moments() == [(register.pk, at)]


def test_a_moment_is_in_the_queue_once(register):
    at = clock.now() + timedelta(hours=1)
    Letter.objects.update(withdrawn_at=at, withdrawal_reason="Dubbel.")
    for _again in range(2):
        StaleFacts.objects.create(activity_id=register.pk, at=clock.now() - timedelta(seconds=1))
        facts.refresh()
    assert moments() == [(register.pk, at)]


def test_what_passes_while_facts_are_worked_out_is_due_at_once(register):
    """The day and the next moment are those at which the entries were taken from the queue."""
    taken = clock.now() - timedelta(hours=1)
    passed = clock.now() - timedelta(minutes=30)
    Letter.objects.update(withdrawn_at=passed, withdrawal_reason="Dubbel.")
    StaleFacts.objects.all().delete()
    facts.store([register.pk], taken)
    assert list(StaleFacts.objects.values_list("at", flat=True)) == [passed]
    assert not facts_are_kept()


def test_when_the_moment_comes_they_are_stale(register):
    StaleFacts.objects.create(activity_id=register.pk, at=clock.now() - timedelta(seconds=1))
    assert not facts_are_kept()


def test_an_activity_that_is_gone_has_no_facts(register):
    draft = factories.ActivityFactory(publish_at=None)
    facts.refresh()
    run("DELETE FROM programmes_activity WHERE id = %s", [draft.pk])
    assert ActivityFacts.objects.filter(pk=draft.pk).exists()
    assert facts.refresh() == 1
    assert not ActivityFacts.objects.filter(pk=draft.pk).exists()


def test_a_preview_never_uses_the_table(register):
    with as_if_public([register]):
        assert not facts_are_kept()


def test_a_read_only_database_keeps_what_it_has(register):
    StaleFacts.objects.create(activity_id=register.pk, at=clock.now() - timedelta(seconds=1))
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET TRANSACTION READ ONLY")
    assert facts.refresh() == 0


@pytest.mark.django_db(transaction=True)
def test_a_page_works_out_what_is_stale(client, register):
    with pghistory.context(note="Toch eerder."):
        register.events.filter(kind="rapport").update(date=date(2024, 11, 1))
    assert "op tijd (afgeleid)" in client.get("/activiteiten/").content.decode()
    assert ActivityFacts.objects.get(pk=register.pk).verdict == "op_tijd"


@pytest.mark.django_db(transaction=True)
def test_while_another_process_works_them_out_a_page_does_not_wait_long(register, monkeypatch):
    monkeypatch.setattr(facts, "PATIENCE", "50ms")
    StaleFacts.objects.create(activity_id=register.pk, at=clock.now() - timedelta(seconds=1))
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [facts.LOCK])
            assert facts.kept_for() == 0
            cursor.execute("SELECT pg_advisory_unlock(%s)", [facts.LOCK])
        assert facts.kept_for() > 0
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_a_process_asks_once_for_each_version_and_when_something_is_due(
    register, settings, django_assert_num_queries
):
    settings.REGISTER_CHECK_SECONDS = 60
    assert facts.kept_for_version() > 0
    with django_assert_num_queries(0):
        assert facts.kept_for_version() > 0

    due = clock.now() + timedelta(seconds=1)
    StaleFacts.objects.create(activity_id=register.pk, at=due)
    facts.known.clear()
    assert 0 < facts.kept_for_version() <= 1
    wait_until(due)
    facts.kept_for_version()
    assert not StaleFacts.objects.filter(at=due).exists()
    register_version.holds_until = 0


@pytest.mark.django_db(transaction=True)
def test_facts_that_are_worked_out_again_give_a_page_another_tag(client, register):
    page = "/activiteiten/"
    run("UPDATE programmes_activityfacts SET verdict = 'op_tijd' WHERE verdict = 'later 9'")
    wrong = client.get(page)
    assert "op tijd (afgeleid)" in wrong.text
    call_command("refresh_facts", all=True)
    right = client.get(page, headers={"If-None-Match": wrong["ETag"]})
    assert right.status_code == 200
    assert "op tijd (afgeleid)" not in right.text


def test_facts_by_another_rule_are_worked_out_again_and_not_by_the_old_software(register):
    """The rule is the SQL: a release that leaves it as it is leaves the facts too."""
    before = kept()
    facts.renew()
    assert not StaleFacts.objects.due().exists()
    run("COMMENT ON TABLE programmes_activityfacts IS 'de regel van een ander'")
    StaleFacts.objects.create(activity_id=register.pk, at=clock.now() - timedelta(seconds=1))
    assert facts.refresh() == 0
    facts.renew()
    assert StaleFacts.objects.due().count() == Activity.objects.count() + 1
    facts.refresh()
    assert kept() == before


def test_the_rule_is_the_same_in_each_process():
    code = "import django; django.setup(); from programmes.lists import facts; print(facts.rule())"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True,
            env=os.environ | {"DATABASE_URL": database_url(), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in "123"
    }  # fmt: skip
    assert printed == {f"{facts.rule()}\n"}


def test_the_file_of_functions_equals_the_database():
    before = dict(run(DEFINITIONS))
    run(FUNCTIONS.read_text(encoding="utf-8"))
    assert dict(run(DEFINITIONS)) == before
