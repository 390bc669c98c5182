"""The events and plannings of an adjustment are public with it, and never before."""

import pytest

from programmes.models import Activity, Event, Planning
from programmes.models.activity import status_of
from programmes.workflow import publishing
from programmes.workflow.along import together
from tests import factories
from tests.models.refusals import refused_by_form, refused_by_orm

pytestmark = pytest.mark.django_db
Kind = Event.Kind


@pytest.fixture
def draft():
    programme = factories.ProgrammeFactory(first_year=2100)
    return factories.AdjustmentFactory(programme=programme, publish_at=None)


def test_changes_are_public_with_their_adjustment(draft):
    activity = factories.ActivityFactory()
    factories.EventFactory(activity=activity, kind=Kind.DROPPED, adjustment=draft)
    factories.PlanningFactory(activity=activity, programme=draft.programme, adjustment=draft)

    def seen():
        status = Activity.objects.values_list(status_of("pk"), flat=True).get(pk=activity.pk)
        return (Event.objects.published().count(), Planning.objects.published().count(), status)

    assert seen() == (0, 0, "onbekend")
    publishing.publish(draft)
    assert seen() == (1, 1, "vervallen")
    publishing.withdraw(draft, "Vergissing.")
    assert seen() == (0, 0, "onbekend")


def test_publishing_takes_the_added_activities_along(draft):
    added = factories.ActivityFactory(publish_at=None)
    factories.PlanningFactory(activity=added, programme=draft.programme, adjustment=draft)
    assert publishing.publish(draft) == [draft, added]


def test_publishing_a_programme_leaves_the_drafts_of_its_adjustments(draft):
    added = factories.ActivityFactory(publish_at=None)
    factories.PlanningFactory(activity=added, programme=draft.programme, adjustment=draft)
    assert together(draft.programme) == [draft.programme]


def test_a_change_stands_once_in_an_adjustment(draft):
    given = {"activity": factories.ActivityFactory(), "adjustment": draft, "date": "2024-05-01"}
    factories.EventFactory(kind=Kind.DROPPED, **given)
    again = Event(kind=Kind.SLOWED, date_precision="dag", **given)
    assert refused_by_form(again) == {"kind": ["Deze bijstelling verandert deze activiteit al."]}
    assert "event_change_once_in_adjustment" in refused_by_orm(again.save)
    # A change that results from an adjustment is no change of its own.
    factories.EventFactory(kind=Kind.STARTED, **given)


def test_only_what_moved_has_another_programme():
    event = factories.EventFactory(kind=Kind.DROPPED)
    event.moved_to = factories.ProgrammeFactory()
    assert refused_by_form(event) == {
        "moved_to": ["Alleen een activiteit die is verplaatst, heeft een ander werkprogramma."]
    }
    assert "event_target_of_a_move" in refused_by_orm(event.save)


def test_an_activity_moves_to_another_programme(draft):
    event = factories.EventFactory(kind=Kind.MOVED, adjustment=draft)
    event.moved_to = draft.programme
    assert refused_by_form(event) == {
        "moved_to": ["Kies een ander werkprogramma dan dat van de bijstelling."]
    }
    assert refused_by_orm(event.save) == (
        "Verplaatsen gaat naar een ander werkprogramma dan het bijgestelde."
    )
