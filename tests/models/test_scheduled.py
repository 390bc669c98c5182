"""What is scheduled becomes public as it was reviewed: a change makes it a draft again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from programmes.models import PARTS, Planning
from programmes.models.parts import published_owners
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment():
    return timezone.now() + timedelta(days=1)


def publish_at(record):
    record.refresh_from_db()
    return record.publish_at


def test_a_change_makes_a_scheduled_record_a_draft(moment):
    report = factories.AnnualReportFactory(publish_at=moment)
    type(report).objects.update(title="Anders")
    assert publish_at(report) is None


def test_another_moment_and_a_save_without_a_change_leave_it_scheduled(moment):
    report = factories.AnnualReportFactory(publish_at=moment)
    report.save()
    assert publish_at(report) == moment
    later = moment + timedelta(days=1)
    type(report).objects.update(publish_at=later)
    assert publish_at(report) == later


def test_what_is_public_stays_public():
    report = factories.AnnualReportFactory()
    type(report).objects.update(title="Anders")
    assert publish_at(report) == factories.LONG_AGO


def test_a_change_and_a_publication_in_one_statement_give_a_draft(moment):
    report = factories.AnnualReportFactory(publish_at=moment)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_annualreport SET title = 'Anders', publish_at = now()")
    assert publish_at(report) is None


@pytest.mark.parametrize("change", ["add", "update", "delete"])
def test_a_part_that_is_added_updated_or_deleted_is_a_change(change, moment):
    scheduled = factories.ActivityFactory(publish_at=moment)
    if change == "add":
        factories.EventFactory(activity=scheduled)
    else:
        event = factories.EventFactory(activity=scheduled)
        type(scheduled).objects.filter(pk=scheduled.pk).update(publish_at=moment)
        events = type(event).objects.filter(pk=event.pk)
        events.update(title="Anders") if change == "update" else events.delete()
    assert publish_at(scheduled) is None


def test_a_planning_is_a_part_of_programme_activity_and_adjustment(moment):
    adjustment = factories.AdjustmentFactory(publish_at=moment)
    activity = factories.ActivityFactory(publish_at=moment)
    Planning.objects.create(
        programme=adjustment.programme, activity=activity, adjustment=adjustment
    )
    assert [publish_at(adjustment), publish_at(activity)] == [None, None]


def test_every_part_of_a_published_record_has_the_trigger():
    parts = {part for parts in PARTS.values() for part, _key in parts if published_owners(part)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger_change_of_scheduled%'"
        )
        tables = {table for (table,) in cursor.fetchall()}
    assert {part._meta.db_table for part in parts} <= tables
