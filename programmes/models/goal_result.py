import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.models.annual_report import AnnualReport
from programmes.models.perspective import Goal
from programmes.models.public_change import explained
from programmes.models.record import Record, tracked
from programmes.models.text import Text

# For `explained`: the key of the report of a result, if that is public.
PUBLIC_RESULT = """
    SELECT report.id FROM programmes_annualreport AS report, programmes_goal AS goal
        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id
    WHERE report.id = {row}.report_id AND report.publish_at <= clock_timestamp()
        AND goal.id = {row}.goal_id AND frame.publish_at <= clock_timestamp()
"""


@tracked
class GoalResult(Record):
    """What came of one goal in a year, according to its annual report.

    Rule: the goal is of a perspective that covers the year.
    """

    public_with = ("report__", "goal__perspective__")

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name=_("annual report"), related_name="results"
    )
    goal = models.ForeignKey(
        Goal,
        models.PROTECT,
        verbose_name=_("goal"),
        related_name="results",
        help_text=_("A goal of a perspective that covers the year of the report."),
    )
    text = Text(
        _("result"), help_text=_("What came of this goal in that year, according to the report.")
    )

    class Meta(Record.Meta):
        verbose_name = _("result for a goal")
        verbose_name_plural = _("results for goals")
        ordering = ["report", "goal__perspective__first_year", "goal__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "goal"],
                name="goalresult_goal_once",
                violation_error_code="goal",
                violation_error_message=_("The report has a result for this goal already."),
            ),
        ]
        triggers = [
            explained("annualreport", PUBLIC_RESULT),
            pgtrigger.Trigger(
                name="goal_of_that_year",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("report_id", "goal_id"),
                when=pgtrigger.Before,
                # FOR SHARE: the years cannot change before this transaction ends.
                declare=[("told", "integer"), ("frame", "programmes_perspective%ROWTYPE")],
                func="""
                    SELECT year INTO told FROM programmes_annualreport
                    WHERE id = NEW.report_id FOR SHARE;
                    SELECT perspective.* INTO frame FROM programmes_goal AS goal
                    JOIN programmes_perspective AS perspective
                        ON perspective.id = goal.perspective_id
                    WHERE goal.id = NEW.goal_id FOR SHARE;
                    IF told NOT BETWEEN frame.first_year AND frame.last_year THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Dit doel gold niet in het jaar van het jaarbericht.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.goal}"

    def clean(self):
        super().clean()
        if not (self.goal_id and self.report.year):
            return
        frame = self.goal.perspective
        if not frame.first_year <= self.report.year <= frame.last_year:
            message = _("The perspective of this goal (%(years)s) does not cover that year.")
            raise ValidationError({"goal": message % {"years": frame.years}})
