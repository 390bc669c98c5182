import pgtrigger
from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from programmes.models.activity import Activity
from programmes.models.adjustment import Adjustment
from programmes.models.event import Event
from programmes.models.letter import Letter
from programmes.models.programme import WorkProgramme
from programmes.models.public_change import explained_part
from programmes.models.record import Record, tracked
from programmes.models.text import VISIBLE, Line, Text
from programmes.models.when import in_years
from programmes.period import period_of

# The foreign keys to what told an expectation.
ORIGINS = ("programme", "letter", "adjustment", "event")


def at_most_one(names):
    """Return the condition that at most one of the fields `names` is set."""
    condition = Q()
    for name in names:
        others = {f"{other}__isnull": True for other in names if other != name}
        condition |= Q(**others)
    return condition


def with_until(events):
    """Annotate events with `until`: of a postponement, the terms that its adjustment gives.

    Several terms are joined: "eind 2025 en najaar 2026". Null when the adjustment gives none, or
    they are not public.
    """
    terms = Expectation.objects.published().filter(
        adjustment=OuterRef("adjustment"), activity=OuterRef("activity")
    )
    words = StringAgg("words", " en ", distinct=True, order_by="words")
    until = Subquery(terms.order_by().values("activity").annotate(all=words).values("all"))
    return events.annotate(until=Case(When(kind=Event.Kind.POSTPONED, then=until)))


@tracked
class Expectation(Record):
    """Something that is to come of an activity, with the term as a source words it.

    A later one of the same kind replaces an earlier one; all are kept. Rules: one record at most
    told it; the first day of the term does not lie after the last.
    """

    class Kind(models.TextChoices):
        START = "start", _("start")
        REPORT = "rapport", _("report")
        RESPONSE = "beleidsreactie", _("policy response")
        FINISH = "afronding", _("completion")

    public_with = ("activity__",)
    public_links = ("programme", "letter", "adjustment")

    activity = models.ForeignKey(
        Activity, models.CASCADE, verbose_name=_("activity"), related_name="expectations"
    )
    kind = models.CharField(_("what is expected"), max_length=20, choices=Kind.choices)
    words = Line(
        _("term in words"),
        max_length=200,
        help_text=_("As printed in the source, such as “voor de zomer” or “eind 2025”."),
    )
    first_day = models.DateField(
        _("first day of the term"),
        null=True,
        blank=True,
        help_text=_("Leave both days empty to have them worked out from the words."),
    )
    last_day = models.DateField(_("last day of the term"), null=True, blank=True)
    told_on = models.DateField(
        _("told on"),
        null=True,
        blank=True,
        help_text=_("The day on which the source told it. Empty is the date of the source."),
    )
    programme = models.ForeignKey(
        WorkProgramme,
        models.PROTECT,
        verbose_name=_("told by the work programme"),
        related_name="expectations",
        null=True,
        blank=True,
    )
    letter = models.ForeignKey(
        Letter,
        models.PROTECT,
        verbose_name=_("told by the letter"),
        related_name="expectations",
        null=True,
        blank=True,
    )
    adjustment = models.ForeignKey(
        Adjustment,
        models.CASCADE,
        verbose_name=_("told by the adjustment"),
        related_name="expectations",
        null=True,
        blank=True,
    )
    event = models.ForeignKey(
        Event,
        models.RESTRICT,
        verbose_name=_("told with the event"),
        related_name="expectations",
        null=True,
        blank=True,
    )
    url = models.URLField(_("address at the source"), max_length=500, blank=True)
    note = Text(_("note for readers"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("expectation")
        verbose_name_plural = _("expectations")
        ordering = ["activity", "pk"]
        indexes = [models.Index(fields=["activity", "kind"], name="expectation_by_activity")]
        constraints = [
            *in_years("first_day", "last_day", "told_on"),
            models.CheckConstraint(
                condition=Q(first_day=None, last_day=None)
                | Q(first_day__isnull=False, last_day__isnull=False, first_day__lte=F("last_day")),
                name="expectation_days_in_order",
                violation_error_code="last_day",
                violation_error_message=_(
                    "Give the first and the last day of the term, in that order, or neither."
                ),
            ),
            models.CheckConstraint(
                condition=at_most_one(ORIGINS),
                name="expectation_told_once",
                violation_error_code="letter",
                violation_error_message=_(
                    "Choose what told it: a programme, a letter, an adjustment or an event, "
                    "not more than one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(words__regex=VISIBLE),
                name="expectation_has_words",
                violation_error_code="words",
                violation_error_message=_("Give the term in the words of the source."),
            ),
            models.UniqueConstraint(
                fields=["activity", "kind", "words", *ORIGINS, "told_on"],
                nulls_distinct=False,
                name="expectation_once",
                violation_error_code="words",
                violation_error_message=_("This expectation is there already."),
            ),
        ]
        triggers = [
            explained_part(
                "activity",
                "activity_id",
                {
                    "programme_id": "workprogramme",
                    "letter_id": "letter",
                    "adjustment_id": "adjustment",
                },
            ),
            explained_part(
                "adjustment",
                "adjustment_id",
                name="change_of_adjustment_is_explained",
                activity_id="activity",
            ),
            pgtrigger.Trigger(
                name="event_of_same_activity",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("event_id", "activity_id"),
                when=pgtrigger.Before,
                func="""
                    IF NEW.event_id IS NOT NULL AND NOT EXISTS (
                        SELECT FROM programmes_event
                        WHERE id = NEW.event_id AND activity_id = NEW.activity_id
                            AND adjustment_id IS NULL
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Kies een mijlpaal van deze activiteit, of anders de bijstelling.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.words}"

    def clean(self):
        super().clean()
        self.set_days()

    def save(self, **kwargs):
        self.set_days()
        super().save(**kwargs)

    def forget_days(self):
        """Empty the days, to be computed again from the stored date of what told it."""
        self.first_day = self.last_day = None
        for name in ORIGINS:
            origin = self._meta.get_field(name)
            if origin.is_cached(self):
                origin.delete_cached_value(self)

    def set_days(self):
        """Set the first and last day from the words, when neither is given and they are known."""
        if not (self.first_day or self.last_day):
            self.first_day, self.last_day = self.days_of_words

    @property
    def days_of_words(self):
        """The first and last day that follow from its words, each a date or None."""
        return period_of(self.words, self.told_day) or (None, None)

    @property
    def has_days_of_words(self):
        """Whether its days, or that it has none, follow from its words."""
        return (self.first_day, self.last_day) == self.days_of_words

    @property
    def origin(self):
        """The record that told it, or None."""
        return next(filter(None, (getattr(self, name) for name in ORIGINS)), None)

    @property
    def told_day(self):
        """The day on which it was told: its own, or the date of what told it; None if unknown."""
        if self.told_on or self.origin is None:
            return self.told_on
        if self.programme:
            return self.programme.begun
        if self.event:
            return self.event.last_day
        return self.origin.date
