"""The plannings that follow from an adjustment: writes that cross records."""

from django.db import transaction

from programmes.models import Activity, Event, Planning, State
from programmes.models.record import in_state


@transaction.atomic
def settle(adjustment):
    """Create and delete the plannings that follow from an adjustment.

    An added activity is planned in the programme of the adjustment, a moved one in the programme
    that the event names. A planning that existed before is kept; one that an earlier version of
    the adjustment created is deleted.
    """
    wanted = {place for change in adjustment.events.all() if (place := brings(adjustment, change))}
    for planning in adjustment.plannings.all():
        if (planning.activity_id, planning.programme_id) not in wanted:
            planning.delete()
    for activity, programme in sorted(wanted):
        Planning.objects.get_or_create(
            activity_id=activity, programme_id=programme, defaults={"adjustment": adjustment}
        )


def left_behind(keys):
    """Return the drafts among these activities (by key) without any planning."""
    drafts = Activity.objects.filter(in_state(State.CONCEPT), pk__in=keys)
    return drafts.filter(plannings=None, events=None)


def brings(adjustment, change):
    """Return the (activity, programme) keys of the planning that an event creates, or None."""
    target = {
        Event.Kind.ADDED: adjustment.programme_id,
        Event.Kind.MOVED: change.moved_to_id,
    }.get(change.kind)
    return (change.activity_id, target) if target else None
