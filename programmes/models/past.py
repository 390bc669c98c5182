"""Activities on a past day, and those of programmes that are over."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from programmes.models.activity import planned
from programmes.models.outcome import KNOWN, with_outcome
from programmes.models.planning import Planning, public_plannings
from programmes.models.programme import WorkProgramme


def known_on(activities, day):
    """Return the activities that were in a public programme on a day, with their outcome then."""
    return with_outcome(activities, day).filter(Exists(public_plannings(day=day)))


def is_over(day=None):
    """Return the condition that the public programmes of an activity are all over on a day."""
    over, running_on = planned(day and day.year)
    return Q(Exists(over)) & ~Q(Exists(running_on))


def is_over_now(day=None, activity="pk"):
    """Return the condition of `is_over` without asking for programmes: for few activities.

    Args:
        activity: the path from a row to the key of its activity.
    """
    programmes = WorkProgramme.objects.published()
    year = (day or timezone.localdate()).year
    public = Planning.objects.with_public_links().filter(activity=OuterRef(activity))
    over, running_on = (
        public.filter(programme__in=chosen.values("pk"))
        for chosen in (
            programmes.filter(last_year__lt=year),
            programmes.filter(last_year__gte=year),
        )
    )
    return Q(Exists(over)) & ~Q(Exists(running_on))


def past(activities, day=None):
    """Return the activities of which the public programmes are all over on a day."""
    return activities.filter(is_over(day))


def without_outcome(activities, day=None):
    """Return the activities of programmes that are all over, of which no outcome is known.

    Args:
        activities: as of `with_outcome` for the same day.
    """
    return past(activities.exclude(outcome__in=KNOWN), day)
