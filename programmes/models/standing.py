"""The plan of a programme on a day: as offered, with the changes in effect (decision 28).

A change takes effect on its own date; without one, on the date of its adjustment. A change without
an adjustment counts while the programme runs. One that is dated by month or year is certain once
that period is over; before that, and without any date, its effect on a past day is in doubt. For
today nothing is in doubt: what is recorded has happened.
"""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from programmes.models.event import ENDS, PLAN_YEAR, Event
from programmes.models.event_kind import CHANGES
from programmes.models.planning import BEGINS, BEGUN, planned_again, public_plannings
from programmes.models.when import TODAY

DAY = timedelta(days=1)
DAY_AFTER_ADJUSTMENT = Cast(F("adjustment__date") + DAY, models.DateField())


class Standing(models.TextChoices):
    """The state of an activity in a plan: the kind of its last change, or how it came in."""

    UNCHANGED = "ongewijzigd", _("as offered")
    ADDED = "toegevoegd", _("added")
    ARRIVED = "overgekomen", _("moved here from another programme")
    NOT_YET = "nog_niet", _("not in the plan yet")
    POSTPONED = "uitgesteld", _("postponed")
    SLOWED = "getemporiseerd", _("slowed down")
    DROPPED = "vervallen", _("dropped")
    MOVED = "verplaatst", _("moved to another programme")


OUT_OF_PLAN = (Standing.DROPPED, Standing.MOVED)
# The kinds of events that bring an activity into a programme.
BRINGING = (Event.Kind.ADDED, Event.Kind.MOVED)


def standing_on(plannings, day=None):
    """Annotate plannings with their state on a day, and leave out those that came in later.

    Args:
        plannings: a queryset of public `Planning`s.
        day: a date in the past; None for today.

    Returns:
        The queryset, annotated with `offered` (whether the programme had the activity when it was
        offered), `standing` (a `Standing`), and the primary keys, or null, of three `Event`s:
        `brought`, which brought the activity in, `change`, the last one in effect, and `doubt`,
        one that may or may not have been in effect; `again` is the key of the first later programme
        of what was dropped, or null.
    """
    bringing = Event.objects.filter(
        adjustment=OuterRef("adjustment"), activity=OuterRef("activity"), kind__in=BRINGING
    ).ending()
    plan = plannings.annotate(
        begun=BEGINS,
        offered=Case(
            When(adjustment__programme=F("programme"), then=False),
            When(Q(adjustment=None) | Q(adjustment__date__lte=BEGUN), then=True),
            default=False,
        ),
        brought=Subquery(bringing.values("pk")),
        begins=Coalesce(Subquery(bringing.values("date")), "adjustment__date"),
        over=Coalesce(Subquery(bringing.values("ends")), DAY_AFTER_ADJUSTMENT),
    )
    plan = plan.filter(Q(offered=True) | Q(begins__lte=day or TODAY))
    not_yet = Q(offered=False, over__gt=day + DAY) if day else Q(pk=None)
    certain, doubtful = effective(changes(), day)
    again = planned_again("plan_year", day=day).values("programme")[:1]
    return plan.annotate(
        change=Subquery(certain.values("pk")[:1]),
        doubt=Coalesce(Case(When(not_yet, then=F("brought"))), Subquery(doubtful.values("pk")[:1])),
        standing=Coalesce(Subquery(certain.values("kind")[:1]), by_origin(not_yet)),
        plan_year=Subquery(certain.values(year=PLAN_YEAR)[:1]),
        again=Case(When(standing=Standing.DROPPED, then=Subquery(again))),
    )


def dropped_from(day):
    """Return the expression for the programmes that an activity was dropped from, as an array.

    Of those, only the ones after which a later public programme has it again; null for none.
    """
    plans = standing_on(public_plannings(day=day), day).filter(again__isnull=False)
    found = ArraySubquery(plans.order_by("programme").values("programme"))
    return NullIf(found, Value([], found.output_field))


def by_origin(not_yet):
    """Return the expression for the `Standing` of a planning without changes.

    Args:
        not_yet: the condition that it may not have come in yet, a `Q`.
    """
    return Case(
        When(not_yet, then=Value(Standing.NOT_YET)),
        When(offered=True, then=Value(Standing.UNCHANGED)),
        When(adjustment__programme=F("programme"), then=Value(Standing.ADDED)),
        default=Value(Standing.ARRIVED),
        output_field=models.CharField(),
    )


def changes():
    """Return the public changes of a planning (the outer row) in its programme, the last first.

    An undated change counts as the last when it takes the activity out of the plan, and as the
    first otherwise.
    """
    by_adjustment = Q(adjustment__programme=OuterRef("programme"))
    while_it_ran = Q(date__gte=OuterRef("begun"), date__year__lte=OuterRef("programme__last_year"))
    by_itself = Q(adjustment=None) & (Q(date=None) | while_it_ran)
    own = Event.objects.with_public_links().filter(
        by_adjustment | by_itself, activity=OuterRef("activity"), kind__in=CHANGES
    )
    # Within a month or a year, the date of the adjustment is the best estimate of the day.
    in_its_period = Q(adjustment__date__gte=F("date"), adjustment__date__lt=F("over"))
    dated = own.annotate(
        begins=Coalesce("date", "adjustment__date"),
        over=Coalesce(ENDS, DAY_AFTER_ADJUSTMENT),
        placed=Case(When(in_its_period, then="adjustment__date"), default="begins"),
        undated_rank=Case(
            When(begins__isnull=False, then=1), When(kind__in=OUT_OF_PLAN, then=0), default=2
        ),
    )
    return dated.order_by("undated_rank", "-placed", "-pk")


def effective(events, day):
    """Split `changes()` into those certainly in effect on `day`, and those that may be."""
    if day is None:
        now = Q(begins=None) | Q(begins__lte=TODAY)
        return events.filter(now), events.none()
    tomorrow = day + DAY
    in_doubt = Q(begins=None) | Q(begins__lte=day, over__gt=tomorrow)
    return events.filter(over__lte=tomorrow), events.filter(in_doubt)
