"""Join an activity in no programme with the planned activity that it is part of."""

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Activity
from programmes.workflow.publishing import withdraw


@transaction.atomic
def join(activity):
    """Move the events and expectations of an activity to its `part_of`, and withdraw it.

    An event that `part_of` has already stays behind. The sources of the facts go along. Its address
    then redirects. The note to readers is in the context of the history.

    Raises:
        ValidationError: when one of them is no longer public, or `part_of` in no programme.
        IntegrityError: when `part_of` has one of the expectations already, or one adjustment
            changes both activities in different ways.
    """
    keys = [activity.pk, activity.part_of_id]
    locked = Activity.objects.select_for_update().order_by("pk").in_bulk(keys)
    whole = locked[activity.part_of_id]
    # What `clean` found may have changed before the lock.
    present = locked[activity.pk]
    present.part_of = whole
    present.check_part_of()
    sources = [activity.part_of_source, *activity.sources]
    whole.sources += [each for each in sources if each not in whole.sources]
    whole.save(update_fields=["sources"])
    move_events(activity, whole)
    activity.expectations.update(activity=whole)
    withdraw(activity, _("This is part of “%(activity)s”.") % {"activity": whole})


def move_events(activity, whole):
    """Move the events that `whole` lacks; of another, move what it told to that of `whole`."""
    there = {place(each): each for each in whole.events.all()}
    for event in activity.events.all():
        told = activity.expectations.filter(event=event)
        if same := there.get(place(event)):
            told.update(activity=whole, event=same)
        else:
            activity.events.filter(pk=event.pk).update(activity=whole)


def place(event):
    """Return what identifies an event among those of its activity, and what it is public with."""
    _activity, *identity = event.identity
    return *identity, event.adjustment_id
