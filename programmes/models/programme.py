from datetime import date

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programmes.models.documents import OfferedDocument, document_field
from programmes.models.origin import Origin
from programmes.models.perspective import Goal, Perspective
from programmes.models.public_change import explained
from programmes.models.publication import Published
from programmes.models.record import Record, tracked
from programmes.models.scheduling import not_after, not_before
from programmes.models.text import Line, Text
from programmes.models.when import in_years
from programmes.models.years import YearRange

# For `explained`: the key of the programme of an elaboration, if that is public.
PUBLIC_FOCUS = """
    SELECT programme.id FROM programmes_workprogramme AS programme, programmes_goal AS goal
        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id
    WHERE programme.id = {row}.programme_id AND programme.publish_at <= clock_timestamp()
        AND goal.id = {row}.goal_id AND frame.publish_at <= clock_timestamp()
"""


@tracked
class WorkProgramme(Origin, YearRange, OfferedDocument):
    """An overview of the supervision of one or more years (Aanwijzing 2 under d).

    Rules: the inspector-general adopts it, then the minister approves it and offers it to the House
    (Aanwijzing 10). No two have the same years; they lie inside those of the perspective.
    """

    class Coverage(models.TextChoices):
        ALL = "alle", _("all")
        PARTLY = "deels", _("some")

    url_name = "programme-detail"
    address_field = "first_year"
    required_to_publish = ("title", "perspective", "summary")
    public_after = "perspective"

    title = Line(_("title"), max_length=200, blank=True)
    motto = Line(_("motto"), max_length=300, blank=True)
    perspective = models.ForeignKey(
        Perspective,
        models.PROTECT,
        verbose_name=_("multi-year perspective"),
        null=True,
        blank=True,
        help_text=_("The years of the programme lie inside the years of its perspective."),
    )
    adopted_on = models.DateField(
        _("adopted on"), null=True, blank=True, help_text=_("By the inspector-general.")
    )
    approved_on = models.DateField(
        _("approved on"), null=True, blank=True, help_text=_("By the minister.")
    )
    published_on = models.DateField(
        _("on the site of the Inspectie on"),
        null=True,
        blank=True,
        help_text=_("Not the date of the letter: the two often differ by some days."),
    )
    summary = Text(_("summary"), blank=True)
    coverage = models.CharField(
        _("activities in the register"),
        max_length=10,
        choices=Coverage.choices,
        null=True,
        blank=True,
        help_text=_("Whether the register has all its activities. Empty if nobody knows."),
    )
    coverage_note = Line(
        _("what was read"),
        max_length=300,
        blank=True,
        help_text=_("The source of the activities, such as “het nieuwsbericht van 3 mei 2026”."),
    )
    file = document_field("werkprogrammas/")
    activities = models.ManyToManyField(
        "Activity", through="Planning", related_name="programmes", verbose_name=_("activities")
    )

    class Meta(OfferedDocument.Meta):
        verbose_name = _("work programme")
        verbose_name_plural = _("work programmes")
        default_related_name = "programmes"
        ordering = ["-first_year", "-last_year"]
        permissions = [("publish_register", _("Can publish and withdraw"))]
        constraints = [
            *OfferedDocument.Meta.constraints,
            *in_years("adopted_on", "approved_on", "published_on"),
            *YearRange.Meta.constraints,
            models.CheckConstraint(
                condition=Q(adopted_on__lte=F("approved_on")),
                name="workprogramme_adopted_then_approved",
                violation_error_code="approved_on",
                violation_error_message=_("The minister approves a programme after its adoption."),
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__lte=F("offered_on")),
                name="workprogramme_adopted_then_offered",
                violation_error_code="offered_on",
                violation_error_message=_("A programme is offered after its adoption."),
            ),
            models.CheckConstraint(
                condition=~Q(coverage="deels") | ~Q(coverage_note=""),
                name="workprogramme_partial_coverage_is_explained",
                violation_error_code="coverage_note",
                violation_error_message=_("Say which source was read."),
            ),
        ]
        triggers = [
            *Published.Meta.triggers,
            not_before(
                "perspective",
                "perspective_id",
                "Maak eerst het perspectief openbaar, of plan het eerder in.",
            ),
            not_after(
                "adjustment",
                "programme_id",
                "Een bijstelling is eerder ingepland dan dit werkprogramma. Stuur die eerst terug.",
            ),
            pgtrigger.Trigger(
                name="years_inside_perspective",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("first_year", "last_year", "perspective_id"),
                when=pgtrigger.Before,
                # FOR SHARE: the perspective's years cannot change before this transaction ends.
                declare=[("frame", "programmes_perspective%ROWTYPE")],
                func="""
                    SELECT * INTO frame FROM programmes_perspective
                    WHERE id = NEW.perspective_id FOR SHARE;
                    IF NEW.first_year < frame.first_year OR NEW.last_year > frame.last_year THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'De jaren van het werkprogramma vallen buiten het perspectief.';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="perspective_holds_elaborations",
                operation=pgtrigger.UpdateOf("perspective_id"),
                when=pgtrigger.After,
                # Deferrable: the elaborations may follow in the same transaction.
                timing=pgtrigger.Immediate,
                func="""
                    IF EXISTS (
                        SELECT FROM programmes_goalfocus AS focus
                        JOIN programmes_goal AS goal ON goal.id = focus.goal_id
                        WHERE focus.programme_id = NEW.id
                            AND goal.perspective_id IS DISTINCT FROM NEW.perspective_id
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Dit werkprogramma werkt doelen van een ander perspectief uit.';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self):
        return self.title or f"{self._meta.verbose_name} {self.years}"

    def clean(self):
        super().clean()
        frame = self.perspective
        if frame and self.first_year and self.last_year:
            inside = frame.first_year <= self.first_year and self.last_year <= frame.last_year
            if not inside:
                message = _("The years lie outside the years of the perspective (%(years)s).")
                raise ValidationError({"perspective": message % {"years": frame.years}})

    def save(self, **kwargs):
        """Save it; recompute the days of its plannings when its years changed."""
        same = Q(first_year=self.first_year, last_year=self.last_year)
        are_new = type(self).objects.filter(pk=self.pk).exclude(same).exists()
        super().save(**kwargs)
        if are_new:
            self.plannings.recompute_days()

    @property
    def begins(self):
        """The first day on which the programme can have been known (the rule of `BEGINS`)."""
        return self.begun or date(self.first_year, 1, 1)

    @property
    def begun(self):
        """The first day on which the programme is known to exist, or None."""
        known = (self.adopted_on, self.published_on, self.offered_on)
        return min(filter(None, known), default=None)


@tracked
class GoalFocus(Record):
    """How a programme makes one goal concrete. Rule: a goal of its own perspective."""

    public_with = ("programme__", "goal__perspective__")

    programme = models.ForeignKey(
        WorkProgramme, models.CASCADE, verbose_name=_("work programme"), related_name="focuses"
    )
    goal = models.ForeignKey(
        Goal,
        models.PROTECT,
        verbose_name=_("goal"),
        related_name="focuses",
        help_text=_("A goal of the perspective that the programme belongs to."),
    )
    text = Text(_("elaboration"), help_text=_("How the programme makes this goal concrete."))

    class Meta(Record.Meta):
        verbose_name = _("elaboration of a goal")
        verbose_name_plural = _("elaborations of goals")
        ordering = ["programme", "goal__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "goal"],
                name="goalfocus_goal_once",
                violation_error_code="goal",
                violation_error_message=_("The programme elaborates this goal already."),
            ),
        ]
        triggers = [
            explained("workprogramme", PUBLIC_FOCUS),
            pgtrigger.Trigger(
                name="goal_of_own_perspective",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("programme_id", "goal_id"),
                when=pgtrigger.Before,
                declare=[("frame", "bigint"), ("own", "bigint")],
                func="""
                    SELECT perspective_id INTO frame FROM programmes_workprogramme
                    WHERE id = NEW.programme_id FOR SHARE;
                    SELECT perspective_id INTO own FROM programmes_goal
                    WHERE id = NEW.goal_id FOR SHARE;
                    IF own IS DISTINCT FROM frame THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Dit doel hoort bij een ander perspectief dan het werkprogramma.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.programme}: {self.goal}"

    def clean(self):
        super().clean()
        if self.goal_id and self.goal.perspective_id != self.programme.perspective_id:
            raise ValidationError(
                {"goal": _("This goal belongs to another perspective than the programme.")}
            )
