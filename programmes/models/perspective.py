import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from programmes.models.address import ADDRESS_KEEPS_ITS_MEANING, Addressed
from programmes.models.documents import OfferedDocument
from programmes.models.public_change import explained
from programmes.models.publication import Published, with_end
from programmes.models.record import Gated, tracked
from programmes.models.scheduling import not_after
from programmes.models.text import Line, Text, visible
from programmes.models.when import in_years
from programmes.models.years import YearRange

# For `explained`: the key of the goal of a row, if the row is public.
PUBLIC_GOAL = """
    SELECT {row}.id AS id FROM programmes_perspective AS frame
    WHERE frame.id = {row}.perspective_id AND frame.publish_at <= clock_timestamp()
"""
PUBLIC_CONTINUATION = """
    SELECT goal.id FROM programmes_goal AS goal
        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id,
        programmes_goal AS other
        JOIN programmes_perspective AS earlier ON earlier.id = other.perspective_id
    WHERE goal.id = {row}.from_goal_id AND frame.publish_at <= clock_timestamp()
        AND other.id = {row}.to_goal_id AND earlier.publish_at <= clock_timestamp()
"""


@tracked
class Perspective(YearRange, OfferedDocument):
    """A frame for several years of supervision, with its goals.

    Rules: no two have the same years, but they may overlap, so a programme names its perspective.
    The years include those of its programmes, and of annual reports with results for its goals.
    """

    url_name = "perspective-detail"
    address_field = "first_year"
    required_to_publish = ("title", "summary")

    title = Line(_("title"), max_length=200, blank=True)
    motto = Line(_("motto"), max_length=300, blank=True)
    published_on = models.DateField(_("on the site of the Inspectie on"), null=True, blank=True)
    summary = Text(_("summary"), blank=True)

    class Meta(OfferedDocument.Meta):
        verbose_name = _("multi-year perspective")
        verbose_name_plural = _("multi-year perspectives")
        default_related_name = "perspectives"
        ordering = ["-first_year", "-last_year"]
        constraints = [
            *OfferedDocument.Meta.constraints,
            *YearRange.Meta.constraints,
            *in_years("published_on"),
        ]
        triggers = [
            *Published.Meta.triggers,
            not_after(
                "workprogramme",
                "perspective_id",
                "Een werkprogramma is eerder ingepland dan dit perspectief. Stuur dat eerst terug.",
            ),
            pgtrigger.Trigger(
                name="years_hold_programmes",
                operation=pgtrigger.UpdateOf("first_year", "last_year"),
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (
                        SELECT FROM programmes_workprogramme AS programme
                        WHERE programme.perspective_id = NEW.id AND (
                            programme.first_year < NEW.first_year
                            OR programme.last_year > NEW.last_year)
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Een werkprogramma valt dan buiten de jaren van dit perspectief.';
                    END IF;
                    IF EXISTS (
                        SELECT FROM programmes_goalresult AS result
                        JOIN programmes_goal AS goal ON goal.id = result.goal_id
                        JOIN programmes_annualreport AS report ON report.id = result.report_id
                        WHERE goal.perspective_id = NEW.id
                            AND report.year NOT BETWEEN NEW.first_year AND NEW.last_year
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Een jaarbericht met resultaten valt dan buiten dit perspectief.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.title or f"{self._meta.verbose_name} {self.years}"

    def clean(self):
        super().clean()
        self.check_years_hold_programmes()

    def check_years_hold_programmes(self):
        """Raise a ValidationError when a programme is outside the years, as the trigger does."""
        if not (self.pk and self.first_year and self.last_year):
            return
        outside = self.programmes.exclude(
            first_year__gte=self.first_year, last_year__lte=self.last_year
        ).first()
        if outside:
            message = _("%(programme)s then lies outside the years of this perspective.")
            raise ValidationError({"last_year": message % {"programme": outside}})


@tracked
class Goal(Addressed):
    """What the supervision is to bring about, in the years of one perspective.

    Rules: public with its perspective; once public, never deleted. Its position is unique in the
    perspective. It stays in the perspective of the programmes that elaborate it.
    """

    public_with = ("perspective__",)
    url_name = "goal-detail"

    perspective = models.ForeignKey(
        Perspective,
        models.CASCADE,
        verbose_name=_("multi-year perspective"),
        related_name="goals",
    )
    position = models.PositiveSmallIntegerField(
        _("position"), help_text=_("The place in the list of goals of the perspective.")
    )
    title = Line(
        _("title"),
        max_length=300,
        help_text=_("As the perspective words it, without “het” or “de” in front."),
    )
    explanation = Text(_("explanation"), blank=True)
    continues = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        verbose_name=_("continues"),
        related_name="continued_by",
        help_text=_("The goals of an earlier perspective that this goal carries on."),
    )

    class Meta(Addressed.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["-perspective__first_year", "perspective", "position"]
        constraints = [
            *visible("title"),
            models.UniqueConstraint(
                fields=["perspective", "position"],
                name="goal_position_once",
                violation_error_code="position",
                violation_error_message=_("Another goal has this position in the perspective."),
            ),
        ]
        triggers = [
            explained("goal", PUBLIC_GOAL),
            ADDRESS_KEEPS_ITS_MEANING,
            pgtrigger.Trigger(
                name="public_is_not_deleted",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (
                        SELECT FROM programmes_perspective
                        WHERE id = OLD.perspective_id AND publish_at <= clock_timestamp()
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =
                            'Een doel dat openbaar is geweest, kan niet worden verwijderd.';
                    END IF;
                    RETURN OLD;
                """,
            ),
            pgtrigger.Trigger(
                name="perspective_holds_elaborations",
                operation=pgtrigger.UpdateOf("perspective_id"),
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (
                        SELECT FROM programmes_goalfocus AS focus
                        JOIN programmes_workprogramme AS programme
                            ON programme.id = focus.programme_id
                        WHERE focus.goal_id = NEW.id
                            AND programme.perspective_id IS DISTINCT FROM NEW.perspective_id
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Een werkprogramma werkt dit doel uit onder een ander perspectief.';
                    END IF;
                    IF EXISTS (
                        SELECT FROM programmes_goalresult AS result
                        JOIN programmes_annualreport AS report ON report.id = result.report_id
                        JOIN programmes_perspective AS frame ON frame.id = NEW.perspective_id
                        WHERE result.goal_id = NEW.id
                            AND report.year NOT BETWEEN frame.first_year AND frame.last_year
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Een jaarbericht vertelt over dit doel in een jaar daarbuiten.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.title

    @classmethod
    def shown_history(cls):
        """Return the rows of the history that readers could see, with the perspective."""
        frames = with_end(Perspective.history.rel.related_model.objects).filter(
            Q(end=None) | Q(end__gt=OuterRef("pgh_created_at")),
            pgh_obj_id=OuterRef("perspective_id"),
            withdrawn_at=None,
            pgh_created_at__lt=Coalesce(OuterRef("end"), Now()),
        )
        return with_end(super().shown_history()).filter(Exists(frames))

    @property
    def is_public(self):
        return self.perspective.is_public

    @property
    def has_been_public(self):
        return self.perspective.has_been_public

    @property
    def withdrawn_with(self):
        """The record that carries the withdrawal of this one: its perspective."""
        return self.perspective


@tracked
class GoalContinuation(Gated, Goal.continues.through):
    """The through table of `Goal.continues`, as a proxy that history and triggers attach to."""

    public_with = ("from_goal__perspective__", "to_goal__perspective__")

    class Meta:
        proxy = True
        verbose_name = _("goal that is carried on")
        triggers = [explained("goal", PUBLIC_CONTINUATION)]

    def __str__(self):
        return f"{self.from_goal}: {self.to_goal}"
