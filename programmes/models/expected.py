"""What is expected of activities, stored or by rule, as a view of the database."""

from pathlib import Path

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from programmes.models.activity import Activity
from programmes.models.adjustment import Adjustment
from programmes.models.compiled import compiled_once
from programmes.models.event import Event
from programmes.models.expectation import Expectation
from programmes.models.letter import Letter
from programmes.models.programme import WorkProgramme
from programmes.models.record import Gated, RecordQuerySet
from programmes.period import period_in_words

VIEW = Path(__file__).with_suffix(".sql")
Kind, Happened = Expectation.Kind, Event.Kind
# The kinds of events with which an expectation is met.
MET_BY = {
    Kind.START: (
        Happened.STARTED, Happened.PLAN, Happened.REPORT, Happened.RESPONSE, Happened.FINISHED,
    ),
    Kind.REPORT: (Happened.REPORT, Happened.RESPONSE, Happened.FINISHED),
    Kind.FINISH: (Happened.FINISHED, Happened.REPORT, Happened.RESPONSE),
    Kind.RESPONSE: (Happened.RESPONSE,),
}  # fmt: skip
RESPONSE_RULE = _(
    "A report may wait at most six weeks for a reaction (Aanwijzing 13 of the Aanwijzingen inzake "
    "de rijksinspecties). From that we derive the day on which a reaction is to be expected. No "
    "source names that day."
)
LONG_AGO = Value("0001-01-01", output_field=models.DateField())


def happened_since(day):
    """Return the public events of the activity of a row since it was told, as known on `day`."""
    begin = Coalesce(OuterRef("told"), LONG_AGO)
    events = Event.objects.with_public_links().filter(activity=OuterRef("activity"))
    return events.known_on(day).ending().filter(Q(date=None) | Q(ends__gt=begin))


def number(events):
    """Return the expression for the number of `events`, a correlated queryset."""
    counted = events.order_by().values("activity").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def with_answers(rows, events):
    """Annotate by `reports` and `responses` how many of each followed, the row's report included.

    Args:
        events: those since a row was told.
    """
    own = Coalesce(OuterRef("told"), LONG_AGO)
    reports = events.filter(kind=Happened.REPORT).alias(at=Coalesce("date", LONG_AGO))
    from_own = reports.filter(Q(at__gt=own) | Q(at=own, pk__gte=OuterRef("event")))
    responses = events.filter(kind=Happened.RESPONSE)
    return rows.alias(reports=number(from_own), responses=number(responses))


def newer(day):
    """Return the rows that replace the outer row, as known on `day`."""
    later = (
        Expected.objects.with_public_links()
        .told_by(day)
        .filter(activity=OuterRef("activity"), kind=OuterRef("kind"), by_rule=False)
    )
    told, own = Coalesce("told", LONG_AGO), Coalesce(OuterRef("told"), LONG_AGO)
    return later.alias(since=told).filter(
        Q(since__gt=own) | Q(since=own, expectation__gt=Coalesce(OuterRef("expectation"), Value(0)))
    )


def unmet(events):
    """Return the condition that no event met what a source told, nor dropped the activity."""
    # The event that told of the term does not meet it.
    others = events.exclude(pk=Coalesce(OuterRef("event"), 0))
    met = Q()
    for kind, kinds in MET_BY.items():
        met |= Q(kind=kind, by_rule=False) & Exists(others.filter(kind__in=kinds))
    return ~met & ~Exists(events.filter(kind=Happened.DROPPED))


def waiting(events, day):
    """Return reports of the activity that show that the report of the outer row still waits.

    Of such a one, reports minus responses is at least the number of reports up to the outer row: a
    response answers the oldest report first.
    """
    reports = Expected.objects.with_public_links().told_by(day)
    reports = reports.filter(activity=OuterRef("activity"), by_rule=True)
    answered = with_answers(reports, events)
    return answered.filter(reports__gte=F("responses") + OuterRef("reports"))


@compiled_once
def with_standing(rows, day):
    """Annotate rows by `is_open`: whether it is `open()` on `day`, of rows that had been told."""
    events = happened_since(day)
    answered = Q(by_rule=True) & ~Exists(waiting(events, day))
    is_open = ~Q(Exists(newer(day))) & ~answered & unmet(events)
    return with_answers(rows, events).alias(is_open=is_open)


class ExpectedQuerySet(RecordQuerySet):
    def told_by(self, day):
        """Return the rows that had been told on `day`; None is now, with those without a date."""
        return self if day is None else self.filter(told__lte=day)

    def current(self, day=None):
        """Return the rows that no later one of the same kind replaces, as known on `day`.

        A response that is due by rule yields to an expectation that was told since the report.
        """
        return self.told_by(day).exclude(Exists(newer(day)))

    def open(self, day=None):
        """Return the current rows that were not met on `day`, of activities that go on.

        A response answers the first report that waits for one, and no other; a report without a
        date came before all others.

        Args:
            day: a date in the past; None for today.
        """
        return with_standing(self, day).filter(is_open=True).told_by(day)

    def open_told(self, day=None):
        """Return the `open` rows that a source told: for a query, far less to plan."""
        return self.filter(by_rule=False).current(day).filter(unmet(happened_since(day)))

    def in_order(self):
        """Order by the last day of the term, those without one last."""
        return self.order_by(F("last_day").asc(nulls_last=True), "id")


class Expected(Gated):
    """A row of the view `programmes_expected`: an `Expectation`, or a response due by rule.

    `told` is the day on which it was told, worked out from what told it.
    """

    public_with = ("activity__",)
    public_links = ("programme", "letter", "adjustment")

    id = models.CharField(primary_key=True, max_length=40)
    expectation = models.ForeignKey(Expectation, models.DO_NOTHING, related_name="+", null=True)
    activity = models.ForeignKey(
        Activity, models.DO_NOTHING, verbose_name=_("activity"), related_name="expected"
    )
    kind = models.CharField(_("what is expected"), max_length=20, choices=Kind.choices)
    words = models.CharField(_("term in words"), max_length=200)
    first_day = models.DateField(_("first day of the term"), null=True)
    last_day = models.DateField(_("last day of the term"), null=True)
    told = models.DateField(_("told on"), null=True)
    programme = models.ForeignKey(WorkProgramme, models.DO_NOTHING, related_name="+", null=True)
    letter = models.ForeignKey(Letter, models.DO_NOTHING, related_name="+", null=True)
    adjustment = models.ForeignKey(Adjustment, models.DO_NOTHING, related_name="+", null=True)
    event = models.ForeignKey(Event, models.DO_NOTHING, related_name="+", null=True)
    url = models.URLField(_("address at the source"), max_length=500)
    note = models.TextField(_("note for readers"))
    by_rule = models.BooleanField(_("by rule"), help_text=RESPONSE_RULE)

    objects = ExpectedQuerySet.as_manager()

    class Meta(Gated.Meta):
        managed = False
        db_table = "programmes_expected"
        verbose_name = _("expectation")
        verbose_name_plural = _("expectations")

    def __str__(self):
        return f"{self.activity}: {self.get_kind_display()}, {self.words}"

    @property
    def summary(self):
        """The days of its term, as text; "" when these are not known."""
        return period_in_words((self.first_day, self.last_day)) if self.last_day else ""
