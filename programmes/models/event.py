from urllib.parse import urlsplit

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, ExtractDay, ExtractMonth
from django.db.models.lookups import Exact
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from programmes.models.activity import Activity, Status
from programmes.models.adjustment import Adjustment
from programmes.models.change import explained_part
from programmes.models.record import Record, RecordQuerySet, tracked

# Typed, as PostgreSQL takes no part of a bare NULL, which validation may hand it.
DATE = Cast("date", models.DateField())


class Precision(models.TextChoices):
    DAY = "dag", _("day")
    MONTH = "maand", _("month")
    YEAR = "jaar", _("year")


class EventQuerySet(RecordQuerySet):
    def in_order(self):
        """Return the events from first to last; those without a date come first."""
        return self.order_by(F("date").asc(nulls_first=True), "pk")


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
        REPORT = "rapport", _("report")
        RESPONSE = "beleidsreactie", _("policy response")
        FOLLOW_UP = "opvolging", _("follow-up")
        FINISHED = "afgerond", _("finished")

    public_with = ("activity__",)

    activity = models.ForeignKey(
        Activity, models.CASCADE, verbose_name=_("activity"), related_name="events"
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
        ]
        triggers = [explained_part("activity", "activity_id")]

    def __str__(self):
        return " ".join(filter(None, [self.get_kind_display(), self.when]))

    @property
    def when(self):
        """Return the date as precisely as it is known: "3 mei 2024", "mei 2024", "2024" or ""."""
        pattern = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}
        return date_format(self.date, pattern[self.date_precision]) if self.date else ""

    @property
    def host(self):
        """Return the name of the site where the source stands."""
        return urlsplit(self.url).hostname or ""


Kind = Event.Kind
STATUS_AFTER = {
    Kind.ANNOUNCED: Status.PLANNED,
    Kind.ADDED: Status.PLANNED,
    Kind.PLAN: Status.RUNNING,
    Kind.STARTED: Status.RUNNING,
    Kind.SLOWED: Status.DELAYED,
    Kind.POSTPONED: Status.DELAYED,
    Kind.DROPPED: Status.DROPPED,
    Kind.REPORT: Status.REPORTED,
    Kind.RESPONSE: Status.REPORTED,
    Kind.FOLLOW_UP: Status.RUNNING,
    Kind.FINISHED: Status.FINISHED,
}
