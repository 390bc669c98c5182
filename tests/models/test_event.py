"""The order of events, of which some have no date."""

from datetime import date

import pytest

from programmes.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
Kind = Event.Kind


def kinds(events):
    """Return the kinds of an activity's events in order, of `events`, (kind, date) pairs."""
    activity = factories.ActivityFactory()
    for kind, day in events:
        precision = "dag" if day else None
        factories.EventFactory(activity=activity, kind=kind, date=day, date_precision=precision)
    return [event.kind for event in activity.events.in_order()]


def test_an_undated_report_comes_before_its_policy_response():
    plan, response = (Kind.PLAN, date(2023, 6, 15)), (Kind.RESPONSE, date(2025, 5, 20))
    assert kinds([response, (Kind.REPORT, None), plan]) == [Kind.PLAN, Kind.REPORT, Kind.RESPONSE]


def test_an_undated_event_after_every_dated_one_is_last():
    assert kinds([(Kind.RESPONSE, None), (Kind.REPORT, date(2024, 6, 1))]) == [
        Kind.REPORT,
        Kind.RESPONSE,
    ]


def test_a_notice_gives_no_place():
    assert kinds([(Kind.REPORT, None), (Kind.NOTICE, date(2019, 3, 1))]) == [
        Kind.NOTICE,
        Kind.REPORT,
    ]


def test_undated_events_follow_the_usual_course():
    assert kinds([(Kind.FINISHED, None), (Kind.STARTED, None), (Kind.REPORT, None)]) == [
        Kind.STARTED,
        Kind.REPORT,
        Kind.FINISHED,
    ]


def test_an_event_that_is_not_public_gives_no_place():
    activity = factories.ActivityFactory()
    draft = factories.AdjustmentFactory(publish_at=None)
    factories.EventFactory(activity=activity, kind=Kind.STARTED, date=None, date_precision=None)
    factories.EventFactory(activity=activity, kind=Kind.ANNOUNCED)
    factories.EventFactory(
        activity=activity, adjustment=draft, kind=Kind.DROPPED, date=date(2020, 1, 1)
    )
    shown = [event.kind for event in activity.events.published().in_order()]
    assert shown == [Kind.ANNOUNCED, Kind.STARTED]
