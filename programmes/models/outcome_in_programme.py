"""The outcome of an activity as seen from one of the programmes that it is in (decision 82)."""

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from programmes.models.activity import Activity
from programmes.models.outcome import Outcome, with_outcome
from programmes.models.prepared import IsOneOf


def seen_from(activities, programme):
    """Set the outcome of activities to the one in a programme that has them.

    That is `DROPPED` where it was dropped from that programme, although a later one has it again.

    Args:
        activities: as of `with_outcome`. programme: the expression for the key of the programme.
    """
    dropped = Q(dropped_from__isnull=False) & Q(IsOneOf(programme, "dropped_from"))

    def unless_dropped(name, value, field):
        return Case(When(dropped, then=value), default=F(name), output_field=field)

    text = unless_dropped("verdict", Value(Outcome.DROPPED), models.CharField())
    days = unless_dropped("days_late", None, models.IntegerField())
    code = unless_dropped("outcome", Value(Outcome.DROPPED), models.CharField())
    return activities.annotate(verdict=text).alias(outcome=code, days_late=days)


def last_of(plannings):
    """Return the expression for the programme of the last of an activity's `plannings`."""
    own = plannings.filter(activity=OuterRef("pk")).order_by("-programme__first_year", "-pk")
    return Subquery(own.values("programme")[:1])


def with_own_outcome(plannings, day=None):
    """Annotate plannings with `outcome`: of the activity on a day, as seen from the programme.

    Args:
        day: as of `with_outcome`.
    """
    activities = with_outcome(Activity.objects.filter(pk=OuterRef("activity")), day)
    seen = seen_from(activities, OuterRef("programme")).order_by()
    return plannings.alias(outcome=Subquery(seen.values(code=F("outcome"))))
