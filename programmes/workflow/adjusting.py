"""What an adjustment brings about, kept in line with what it says: writes that cross records."""

from django.db import transaction

from programmes.models import Activity, Event, Planning, State
from programmes.models.record import in_state


@transaction.atomic
def settle(adjustment):
    """Give the activities of an adjustment their place in programmes.

    What it adds stands in its own programme; what it moves, in the programme that the change names.
    An activity that stood there already stays as it was; one that the adjustment brought before and
    brings no more, goes.
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
    """Return of the activities with these keys the drafts that stand in no programme any more."""
    drafts = Activity.objects.filter(in_state(State.CONCEPT), pk__in=keys)
    return drafts.filter(plannings=None, events=None)


def brings(adjustment, change):
    """Return the (activity, programme) that a change brings together, as keys, or None."""
    target = {
        Event.Kind.ADDED: adjustment.programme_id,
        Event.Kind.MOVED: change.moved_to_id,
    }.get(change.kind)
    return (change.activity_id, target) if target else None
