from calendar import monthrange
from datetime import timedelta
from urllib.parse import urlsplit

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Func, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast, Coalesce, ExtractDay, ExtractMonth, ExtractYear
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from programmes.models.adjustment import Adjustment
from programmes.models.event_kind import ASIDE, CHANGES, Kind, stage
from programmes.models.kamerstuk import PARTS as KAMERSTUK
from programmes.models.kamerstuk import WithKamerstuk
from programmes.models.letter import Letter
from programmes.models.origin import Origin
from programmes.models.programme import WorkProgramme
from programmes.models.public_change import explained_part
from programmes.models.record import Record, RecordQuerySet, tracked
from programmes.models.text import Line, Text
from programmes.models.when import TODAY, Precision, date_in_words, in_years

# With a cast: validation puts the value in the condition, and extract() of a bare NULL fails.
DATE = Cast("date", models.DateField())


def day_after(period):
    """Return the expression for the date plus `period`, an SQL interval such as "1 month"."""
    return Func(
        F("date"),
        template=f"(%(expressions)s + interval '{period}')::date",
        output_field=models.DateField(),
    )


# The first day after the day, month or year of the event; null without a date.
ENDS = Case(
    When(date_precision=Precision.YEAR, then=day_after("1 year")),
    When(date_precision=Precision.MONTH, then=day_after("1 month")),
    When(date__isnull=False, then=day_after("1 day")),
)


# The year of the plan that an event changes: of the programme, when an adjustment names that.
PLAN_YEAR = Coalesce("adjustment__programme__first_year", ExtractYear("date"))


class EventQuerySet(RecordQuerySet):
    def in_order(self):
        """Order by date, and on one day by the usual course: a report before its policy response.

        An event without a date is placed before the first dated public event of its activity that
        is in a later stage, which a notice is not; without such an event it is last (decision 27).
        """
        later = Event.objects.with_public_links().annotate(stage=stage())
        later = later.filter(activity=OuterRef("activity"), stage__gt=OuterRef("stage"))
        later = later.exclude(kind=Event.Kind.NOTICE)
        first = later.exclude(date=None).order_by("date").values("date")[:1]
        placed = Coalesce("date", Subquery(first)).asc(nulls_last=True)
        return self.annotate(stage=stage()).order_by(placed, "stage", "pk")

    def ending(self):
        """Annotate `ends`, the first day on which the event is certain to be past, or null."""
        return self.annotate(ends=ENDS)

    def with_letter(self):
        """Annotate `letter_slug`, that of the public letter with the same Kamerstuk number."""
        same = Letter.objects.published().filter(**{name: OuterRef(name) for name in KAMERSTUK})
        return self.annotate(letter_slug=Subquery(same.values("slug")[:1]))

    def known_on(self, day):
        """Return the events that had certainly happened on `day`.

        For None, today, all of them but those whose date, or that of their adjustment, has yet to
        come.
        """
        if day is None:
            begins = Coalesce("date", "adjustment__date")
            return self.alias(begins=begins).filter(Q(begins=None) | Q(begins__lte=TODAY))
        return self.ending().filter(ends__lte=day + timedelta(days=1))

    def deciding_status(self):
        """Return the events that can set an activity's status, the most decisive first.

        Rule (decision 27): of the events that no later dated event certainly follows, the one in
        the furthest stage decides, so that an undated report wins over a dated plan.
        """
        steps = self.exclude(kind__in=ASIDE)
        dated = steps.filter(activity=OuterRef("activity"), date__isnull=False)
        last = dated.order_by("-date").values("date")[:1]
        candidates = steps.ending().annotate(plan_year=PLAN_YEAR)
        not_followed = candidates.filter(Q(date=None) | Q(ends__gt=Subquery(last)))
        return not_followed.order_by(stage().desc(), F("date").desc(nulls_last=True), "-pk")


@tracked
class Event(Origin, WithKamerstuk, Record):
    """Something that happened with an activity, dated as precisely as the source dates it.

    Rules: a date has a precision; a month or year is stored as its first day. One adjustment
    changes an activity once, and moves it to another programme than its own.
    """

    Kind = Kind

    public_with = ("activity__",)
    public_links = ("adjustment",)
    # Fields that identify an event; used to reject duplicates.
    identifying_fields = ("activity_id", "kind", "title", "date", "date_precision")

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
    title = Line(_("title"), max_length=300, blank=True)
    url = models.URLField(_("address at the source"), max_length=500, blank=True)
    ministry = Line(
        _("ministry that answers"),
        max_length=200,
        blank=True,
        help_text=_("Of a policy response: the office that gives it, as printed."),
    )
    note = Text(_("note for readers"), blank=True)
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
        indexes = [
            models.Index(fields=["activity", "date"], name="event_by_activity"),
            models.Index(
                fields=["kamerstuk_dossier", "kamerstuk_number"],
                name="event_by_kamerstuk",
                condition=Q(kamerstuk_dossier__isnull=False),
            ),
        ]
        constraints = [
            *WithKamerstuk.Meta.constraints,
            *in_years("date"),
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
            explained_part("activity", "activity_id", {"adjustment_id": "adjustment"}),
            explained_part(
                "adjustment",
                "adjustment_id",
                name="change_of_adjustment_is_explained",
                activity_id="activity",
            ),
            # An event of an adjustment may be a draft; what it told would be public without it.
            pgtrigger.Trigger(
                name="told_by_itself",
                operation=pgtrigger.UpdateOf("adjustment_id"),
                when=pgtrigger.Before,
                func="""
                    IF NEW.adjustment_id IS NOT NULL AND EXISTS (
                        SELECT FROM programmes_expectation WHERE event_id = NEW.id
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Een verwachting verwijst naar deze mijlpaal. Laat die verwachting '
                            'eerst naar de bijstelling verwijzen.';
                    END IF;
                    RETURN NEW;
                """,
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
        """The values of `identifying_fields`, as a tuple."""
        return tuple(getattr(self, name) for name in self.identifying_fields)

    @property
    def when(self):
        """The date as precisely as it is known: "3 mei 2024", "mei 2024", "2024" or ""."""
        # In a form that is not right a date may have no precision yet.
        known = self.date and self.date_precision
        return date_in_words(self.date, self.date_precision) if known else ""

    @property
    def last_day(self):
        """The last day on which it can have happened: that of its month or year, or None."""
        if self.date is None or self.date_precision == Precision.DAY:
            return self.date
        month = 12 if self.date_precision == Precision.YEAR else self.date.month
        return self.date.replace(month=month, day=monthrange(self.date.year, month)[1])

    @property
    def host(self):
        """The host name of the source, without "www."."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")
