"""How a programme stands on a day: what was offered, and what adjustments made of it.

A change takes effect on the day of its adjustment; a change that no adjustment accounts for, on its
own date, while the programme runs. A change that is known by month or year has surely happened when
that month or year is over; until then, and without any date, a day in the past leaves it in doubt.
Today there is no doubt: what is recorded has happened.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Case, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.models.event import CHANGES, ENDS, Event

DAY = timedelta(days=1)
JANUARY_1 = Func(
    F("programme__first_year"), 1, 1, function="make_date", output_field=models.DateField()
)
# The first day on which anybody could know the plan.
BEGUN = Least("programme__adopted_on", "programme__published_on", "programme__offered_on")


class Standing(models.TextChoices):
    """What became of an activity in a plan; the kinds of the changes, and three more."""

    UNCHANGED = "ongewijzigd", _("as offered")
    ADDED = "toegevoegd", _("added")
    ARRIVED = "overgekomen", _("moved here from another programme")
    POSTPONED = "uitgesteld", _("postponed")
    SLOWED = "getemporiseerd", _("slowed down")
    DROPPED = "vervallen", _("dropped")
    MOVED = "verplaatst", _("moved to another programme")


OUT_OF_PLAN = (Standing.DROPPED, Standing.MOVED)


def standing_on(plannings, day=None):
    """Return how public plannings stood on a day, without those that came in later.

    Args:
        plannings: a queryset of `Planning`.
        day: a date in the past; when not given, it is about now.

    Returns:
        The queryset, with for each planning `offered` (whether it stood in the programme as it was
        offered), `standing` (a `Standing`), and the primary keys or null of two `Event`s: `change`,
        the last one that took effect, and `doubt`, one of which nobody knows whether it had.
    """
    plan = plannings.annotate(begun=Coalesce(BEGUN, JANUARY_1))
    brought_in = Q(adjustment__date__lte=day or timezone.localdate())
    plan = plan.filter(Q(adjustment=None) | brought_in)
    certain, doubtful = effective(changes(), day)
    return plan.annotate(
        offered=Case(
            When(adjustment__programme=F("programme"), then=False),
            When(Q(adjustment=None) | Q(adjustment__date__lte=BEGUN), then=True),
            default=False,
        ),
        change=Subquery(certain.values("pk")[:1]),
        doubt=Subquery(doubtful.values("pk")[:1]),
        standing=Coalesce(Subquery(certain.values("kind")[:1]), by_origin()),
    )


def by_origin():
    """Return the expression for the standing of a planning that nothing happened to since."""
    return Case(
        When(offered=True, then=Value(Standing.UNCHANGED)),
        When(adjustment__programme=F("programme"), then=Value(Standing.ADDED)),
        default=Value(Standing.ARRIVED),
        output_field=models.CharField(),
    )


def changes():
    """Return the public changes of the activity of a planning (the outer row) in its programme.

    The last one comes first. Without a date, what takes an activity out of the plan is taken for
    the last, and anything else for the first.
    """
    by_adjustment = Q(adjustment__programme=OuterRef("programme"))
    while_it_ran = Q(date__gte=OuterRef("begun"), date__year__lte=OuterRef("programme__last_year"))
    by_itself = Q(adjustment=None) & (Q(date=None) | while_it_ran)
    own = Event.objects.with_public_links().filter(
        by_adjustment | by_itself, activity=OuterRef("activity"), kind__in=CHANGES
    )
    dated = own.annotate(
        begins=Coalesce("adjustment__date", "date"),
        over=Case(
            When(adjustment__date__isnull=False, then=F("adjustment__date") + DAY),
            default=ENDS,
            output_field=models.DateField(),
        ),
        undated_rank=Case(
            When(begins__isnull=False, then=1), When(kind__in=OUT_OF_PLAN, then=0), default=2
        ),
    )
    return dated.order_by("undated_rank", "-begins", "-pk")


def effective(events, day):
    """Return of `changes()` those that surely had taken effect on a day, and those in doubt."""
    if day is None:
        now = Q(begins=None) | Q(begins__lte=timezone.localdate())
        return events.filter(now), events.none()
    tomorrow = day + DAY
    in_doubt = Q(begins=None) | Q(begins__lte=day, over__gt=tomorrow)
    return events.filter(over__lte=tomorrow), events.filter(in_doubt)
