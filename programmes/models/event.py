from urllib.parse import urlsplit

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, ExtractDay, ExtractMonth
from django.db.models.lookups import Exact
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from programmes.models.adjustment import Adjustment
from programmes.models.programme import WorkProgramme
from programmes.models.public_change import explained_part
from programmes.models.record import Record, RecordQuerySet, tracked
from programmes.models.status import Status

# Typed, as PostgreSQL takes no part of a bare NULL, which validation may hand it.
DATE = Cast("date", models.DateField())


def day_after(period):
    """Return the expression for the first day after a period, an SQL interval, from the date on."""
    return Func(
        F("date"),
        template=f"(%(expressions)s + interval '{period}')::date",
        output_field=models.DateField(),
    )


class Precision(models.TextChoices):
    DAY = "dag", _("day")
    MONTH = "maand", _("month")
    YEAR = "jaar", _("year")


ENDS = Case(
    When(date_precision=Precision.YEAR, then=day_after("1 year")),
    When(date_precision=Precision.MONTH, then=day_after("1 month")),
    When(date__isnull=False, then=day_after("1 day")),
)
# What an adjustment does with an activity of its programme.
CHANGES = ("toegevoegd", "uitgesteld", "getemporiseerd", "vervallen", "verplaatst")


class EventQuerySet(RecordQuerySet):
    def in_order(self):
        """Return the events from first to last; those without a date come last.

        Of one day they follow the usual course: a report comes before the response to it.
        """
        return self.order_by(F("date").asc(nulls_last=True), stage(), "pk")

    def ending(self):
        """Add `ends`, the first day on which the event surely has been; null without a date."""
        return self.annotate(ends=ENDS)

    def telling_how_far(self):
        """Return the events that tell how far an activity has come, the decisive one first.

        Of those that no other event of the activity surely followed, the one in the furthest stage
        of the usual course decides: a report without a date comes after a plan with one.
        """
        dated = self.filter(activity=OuterRef("activity"), date__isnull=False)
        last = dated.exclude(kind=Event.Kind.FOLLOW_UP).order_by("-date").values("date")[:1]
        telling = self.ending().exclude(kind=Event.Kind.FOLLOW_UP)
        not_followed = telling.filter(Q(date=None) | Q(ends__gt=Subquery(last)))
        return not_followed.order_by(stage().desc(), F("date").desc(nulls_last=True), "-pk")


@tracked
class Event(Record):
    """What happened with an activity, and when, as precisely as is known."""

    class Kind(models.TextChoices):
        ANNOUNCED = "aangekondigd", _("announced")
        PLAN = "plan_van_aanpak", _("plan of approach")
        STARTED = "gestart", _("started")
        SLOWED = "getemporiseerd", _("slowed down")
        POSTPONED = "uitgesteld", _("postponed")
        DROPPED = "vervallen", _("dropped")
        ADDED = "toegevoegd", _("added")
        MOVED = "verplaatst", _("moved to another programme")
        REPORT = "rapport", _("report")
        RESPONSE = "beleidsreactie", _("policy response")
        FOLLOW_UP = "opvolging", _("follow-up")
        FINISHED = "afgerond", _("finished")

    public_with = ("activity__",)
    public_links = ("adjustment",)
    # By which one event is told from another; none is entered twice.
    told_by = ("activity_id", "kind", "title", "date", "date_precision")

    activity = models.ForeignKey(
        "Activity", models.CASCADE, verbose_name=_("activity"), related_name="events"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    date = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("The first day of the month or year when no more is known; empty if unknown."),
    )
    date_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Precision.choices, null=True, blank=True
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    url = models.URLField(_("address at the source"), max_length=500, blank=True)
    note = models.TextField(_("note for readers"), blank=True)
    adjustment = models.ForeignKey(
        Adjustment,
        models.PROTECT,
        verbose_name=_("adjustment"),
        related_name="events",
        null=True,
        blank=True,
        help_text=_("The adjustment of the programme that led to this."),
    )
    moved_to = models.ForeignKey(
        WorkProgramme,
        models.PROTECT,
        verbose_name=_("moved to"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Of an activity that was moved: to which programme. Empty when not known."),
    )

    objects = EventQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = [F("date").desc(nulls_last=True), "-pk"]
        indexes = [models.Index(fields=["activity", "date"], name="event_by_activity")]
        constraints = [
            models.CheckConstraint(
                condition=Q(date=None, date_precision=None)
                | Q(date__isnull=False, date_precision__isnull=False),
                name="event_date_has_precision",
                violation_error_code="date_precision",
                violation_error_message=_("Give a date with its precision, or neither."),
            ),
            models.CheckConstraint(
                condition=~Q(date_precision="maand") | Exact(ExtractDay(DATE), 1),
                name="event_month_is_first_day",
                violation_error_code="date",
                violation_error_message=_("For a month, give its first day."),
            ),
            models.CheckConstraint(
                condition=~Q(date_precision="jaar")
                | Exact(ExtractDay(DATE), 1) & Exact(ExtractMonth(DATE), 1),
                name="event_year_is_first_day",
                violation_error_code="date",
                violation_error_message=_("For a year, give its first day."),
            ),
            models.CheckConstraint(
                condition=Q(moved_to=None) | Q(kind="verplaatst"),
                name="event_target_of_a_move",
                violation_error_code="moved_to",
                violation_error_message=_("Only an activity that was moved has another programme."),
            ),
            models.UniqueConstraint(
                fields=["adjustment", "activity"],
                condition=Q(kind__in=CHANGES),
                name="event_change_once_in_adjustment",
                violation_error_code="kind",
                violation_error_message=_("The adjustment changes this activity already."),
            ),
        ]
        triggers = [
            explained_part("activity", "activity_id", came_with="adjustment"),
            explained_part(
                "adjustment",
                "adjustment_id",
                name="change_of_adjustment_is_explained",
                activity_id="activity",
            ),
            pgtrigger.Trigger(
                name="moves_to_another_programme",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("moved_to_id", "adjustment_id"),
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (
                        SELECT FROM programmes_adjustment
                        WHERE id = NEW.adjustment_id AND programme_id = NEW.moved_to_id
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Verplaatsen gaat naar een ander werkprogramma dan het bijgestelde.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, [self.get_kind_display(), self.when]))

    def clean(self):
        super().clean()
        if self.moved_to and self.adjustment and self.adjustment.programme == self.moved_to:
            message = _("Choose another programme than that of the adjustment.")
            raise ValidationError({"moved_to": message})

    @property
    def identity(self):
        """Return the values by which it is told from another event, as `told_by` lists them."""
        return tuple(getattr(self, name) for name in self.told_by)

    @property
    def when(self):
        """Return the date as precisely as it is known: "3 mei 2024", "mei 2024", "2024" or ""."""
        pattern = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}
        return date_format(self.date, pattern[self.date_precision]) if self.date else ""

    @property
    def host(self):
        """Return the name of the site where the source stands."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


Kind = Event.Kind
# The usual course, in stages; it decides where dates do not.
STAGES = (
    (Kind.ANNOUNCED, Kind.ADDED, Kind.MOVED),
    (Kind.PLAN, Kind.STARTED, Kind.SLOWED, Kind.POSTPONED),
    (Kind.DROPPED,),
    (Kind.REPORT,),
    (Kind.RESPONSE,),
    (Kind.FINISHED,),
    (Kind.FOLLOW_UP,),
)
# The first stage leaves an activity at the plan; a follow-up says nothing of the activity itself.
STATUS_AFTER = {
    Kind.PLAN: Status.RUNNING,
    Kind.STARTED: Status.RUNNING,
    Kind.SLOWED: Status.DELAYED,
    Kind.POSTPONED: Status.DELAYED,
    Kind.DROPPED: Status.DROPPED,
    Kind.REPORT: Status.REPORTED,
    Kind.RESPONSE: Status.REPORTED,
    Kind.FINISHED: Status.FINISHED,
}


def stage():
    """Return the expression for the number of the stage of an event in the usual course."""
    return Case(*(When(kind__in=kinds, then=Value(n)) for n, kinds in enumerate(STAGES)))
