"""What came of an activity, beside what was promised: one rule, for a day (decision 47)."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from programmes.models.compiled import compiled_once
from programmes.models.event import Event
from programmes.models.expectation import Expectation
from programmes.models.expected import LONG_AGO, Expected
from programmes.models.facts import KEPT, facts_are_kept, word
from programmes.models.planning import planned_again, public_plannings
from programmes.models.standing import dropped_from

Kind = Event.Kind
# The kinds of events with which an activity is ready, as a term counts them.
READY = (Kind.REPORT, Kind.FINISHED)
BEGUN = (Kind.PLAN, Kind.STARTED)
PROMISED = (Expectation.Kind.REPORT, Expectation.Kind.FINISH)


class Outcome(models.TextChoices):
    """What came of an activity on a day, as annotated by `with_outcome`."""

    ON_TIME = "op_tijd", _("on time")
    LATER = "later", _("later than promised")
    READY = "gereed", _("ready, no term was named")
    READY_UNSURE = "gereed_onzeker", _("ready, not known whether on time")
    OVERDUE = "over_tijd", _("overdue")
    NOT_YET = "nog_niet", _("not due yet")
    BEGUN = "begonnen", _("begun, nothing known since")
    DROPPED = "vervallen", _("dropped")
    MOVED = "verplaatst", _("moved to another programme")
    UNKNOWN = "niets", _("nothing known")

    @property
    def tag(self):
        """The label, with "afgeleid" when the register works it out itself."""
        return format_lazy("{} ({})", self.label, _("derived")) if self.is_derived else self.label

    @property
    def is_derived(self):
        """Whether the register works it out itself: no source says it."""
        return self in DERIVED

    @property
    def is_known(self):
        """Whether it tells what came of the activity."""
        return self in KNOWN


KNOWN = (
    Outcome.ON_TIME, Outcome.LATER, Outcome.READY, Outcome.READY_UNSURE, Outcome.DROPPED,
)  # fmt: skip
# Worked out from dates, or from what is not there.
DERIVED = (
    Outcome.ON_TIME, Outcome.LATER, Outcome.READY_UNSURE, Outcome.OVERDUE, Outcome.NOT_YET,
    Outcome.BEGUN,
)  # fmt: skip


def outcome_in_words(outcome, days=None):
    """Return an outcome as text: "34 dagen later dan beloofd (afgeleid)".

    Args:
        outcome: an `Outcome`. days: how many days later, as a number or text, or None.
    """
    found = Outcome(outcome)
    if days is None:
        return str(found.tag)
    if found == Outcome.OVERDUE:
        text = ngettext("%(days)s day overdue", "%(days)s days overdue", int(days))
    else:
        text = ngettext(
            "%(days)s day later than promised", "%(days)s days later than promised", int(days)
        )
    return f"{text % {'days': days}} ({gettext('derived')})"


class Days(Func):
    """The number of days from the second date to the first."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = models.IntegerField()


def with_outcome(activities, day=None):
    """Annotate activities with what came of them on a day.

    Args:
        activities: a queryset of public activities.
        day: a date in the past; None for today. On a past day only what is certain by its date
            counts.

    Returns:
        The queryset, annotated with:
        `verdict`: an `Outcome`, and its days when it has them: "later 34". Of `LATER` those after
            the first term, unless the date of the report is a month or a year; of `OVERDUE` those
            after the present term;
        `outcome` and `days_late`: its parts, as aliases to filter and sort on. A query that
            selects them would repeat the rule: an `Activity` takes them from `verdict`;
        `promised`: the last day of the first term for a report or the completion, or null;
        `done`: the date of the report or completion, or null;
        `last_step`, `last_step_on`, `last_step_precision`: of the last event but notices, or null;
        `known_until`: the first day that is not known yet, for expressions of other facts;
        `dropped_from`: the keys of the programmes it was dropped from while a later one has it, or
            null, as an alias.
        Of an activity in several programmes the outcome is that in the last one; `seen_from`
        (`outcome_in_programme.py`) gives the one in others.
    """
    today = timezone.localdate()
    if day is None and facts_are_kept():
        return with_kept_outcome(activities, today)
    # These rows may have had the facts of today.
    return outcomes_on(activities, day, day or today).alias(**{KEPT: Value(False)})


def with_kept_outcome(activities, today):
    """Return what `with_outcome` returns for today, from `ActivityFacts`."""
    days = Days(Value(today), F("facts__overdue_since"))
    overdue = Q(facts__outcome=Outcome.OVERDUE)
    verdict = When(overdue, then=with_number(Outcome.OVERDUE, days))
    names = ("promised", "done", "last_step", "last_step_on", "last_step_precision")
    return (
        activities.alias(**{KEPT: Value(True)})
        .annotate(
            known_until=Value(date.max, models.DateField()),
            verdict=Case(verdict, default=F("facts__verdict"), output_field=models.CharField()),
            **{name: F(f"facts__{name}") for name in names},
        )
        .alias(
            outcome=F("facts__outcome"),
            days_late=Case(When(overdue, then=days), default=F("facts__days_late")),
            dropped_from=F("facts__dropped_from"),
        )
    )


@compiled_once
def outcomes_on(activities, day, today):
    """Return what `with_outcome` returns; `today` is the day that terms are compared with."""
    events = happened(day).ending()
    due = Expected.objects.with_public_links().open_told(day).filter(activity=OuterRef("pk"))
    due = due.exclude(kind=Expectation.Kind.RESPONSE)
    until = date.max if day is None else day + timedelta(days=1)
    rows = activities.annotate(known_until=Value(until, models.DateField()))
    rows = with_days(rows, events, due.filter(last_day__lt=today), day)
    rows = rows.annotate(verdict=verdict(events, due, today, day))
    return rows.alias(
        outcome=word("verdict", 1),
        days_late=Cast(NullIf(word("verdict", 2), Value("")), models.IntegerField()),
        dropped_from=dropped_from(day),
    )


def verdict(events, due, today, day):
    """Return the expression for an outcome with its days: the first rule that holds.

    Args:
        events: those of the activity (the outer row), `ending()`. due: its open `Expected`s.
        today: the day that terms are compared with. day: as of `with_outcome`.
    """
    dropped = Q(decisive=Kind.DROPPED) & ~Exists(planned_again("decided_in", "pk", day))
    overdue = with_number(Outcome.OVERDUE, Days(Value(today), F("overdue_since")))
    return Case(
        When(dropped, then=Value(Outcome.DROPPED)),
        When(overdue_since__isnull=False, then=overdue),
        When(Exists(due.filter(last_day__gte=today)), then=Value(Outcome.NOT_YET)),
        When(Exists(events.filter(kind__in=(*READY, Kind.RESPONSE))), then=in_time()),
        When(Exists(moved_away(events, day)), then=Value(Outcome.MOVED)),
        When(Exists(running(day)), then=Value(Outcome.NOT_YET)),
        When(Exists(events.filter(kind__in=BEGUN)), then=Value(Outcome.BEGUN)),
        default=Value(Outcome.UNKNOWN),
        output_field=models.CharField(),
    )


def with_number(outcome, number):
    """Return the expression for the text of an outcome and a number: "over_tijd 34"."""
    return Concat(Value(f"{outcome} "), Cast(number, models.CharField()))


def happened(day):
    """Return the public events of an activity (the outer row), as known on a day."""
    return Event.objects.with_public_links().known_on(day).filter(activity=OuterRef("pk"))


def with_days(activities, events, overdue, day):
    """Annotate activities with the dates that `with_outcome` compares.

    Args:
        events: those of an activity, `ending()`. overdue: its `Expected`s whose term is over.
    """
    terms = promises(day)
    since_promise = Q(date=None) | Q(ends__gt=Coalesce(OuterRef("promised_on"), LONG_AGO))
    # The event that told of the term does not meet it.
    others = events.exclude(pk=Coalesce(OuterRef("promised_with"), 0))
    ready = others.filter(since_promise, kind__in=READY).order_by(F("date").asc(nulls_last=True))
    decisive = Event.objects.with_public_links().known_on(day).deciding_status()
    decisive = decisive.filter(activity=OuterRef("pk"))
    last = events.exclude(kind=Kind.NOTICE).in_order().reverse()
    return (
        activities.annotate(promised=Subquery(terms.values("last_day")[:1]))
        .alias(
            promised_on=Subquery(terms.values("told")[:1]),
            promised_with=Subquery(terms.values("event")[:1]),
            overdue_since=Subquery(overdue.order_by("last_day").values("last_day")[:1]),
            decisive=Subquery(decisive.values("kind")[:1]),
            decided_in=Subquery(decisive.values("plan_year")[:1]),
        )
        .annotate(
            done=Subquery(ready.values("date")[:1]),
            last_step=Subquery(last.values("kind")[:1]),
            last_step_on=Subquery(last.values("date")[:1]),
            last_step_precision=Subquery(last.values("date_precision")[:1]),
        )
        .alias(done_before=Subquery(ready.values("ends")[:1]))
    )


def promises(day):
    """Return the terms for a report or the completion of an activity (the outer row), in order."""
    told = Expected.objects.with_public_links().told_by(day)
    terms = told.filter(
        activity=OuterRef("pk"), kind__in=PROMISED, last_day__isnull=False, by_rule=False
    )
    return terms.order_by(F("told").asc(nulls_first=True), "expectation")


def in_time():
    """Return the expression that compares `done` with the first term, as far as dates allow."""
    return Case(
        When(promised=None, then=Value(Outcome.READY)),
        # A number of days needs a date of one day, not of a month or a year.
        When(
            done__gt=F("promised"),
            done_before=after("done"),
            then=with_number(Outcome.LATER, Days(F("done"), F("promised"))),
        ),
        When(done__gt=F("promised"), then=Value(Outcome.LATER)),
        # The first day after it: the last day itself is in time.
        When(done_before__lte=after("promised"), then=Value(Outcome.ON_TIME)),
        default=Value(Outcome.READY_UNSURE),
    )


def after(name):
    """Return the expression for the day after the date in the field `name`."""
    return Func(F(name), template="(%(expressions)s + 1)", output_field=models.DateField())


def running(day):
    """Return the plannings of an activity in public programmes that are not over."""
    year = (day or timezone.localdate()).year
    return public_plannings(day=day).filter(programme__last_year__gte=year)


def moved_away(events, day):
    """Return the moves of an activity to a programme in which the register does not have it."""
    there = public_plannings("activity", day).filter(programme=OuterRef("moved_to"))
    return events.filter(~Exists(there), kind=Kind.MOVED)
