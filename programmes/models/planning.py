from datetime import date, timedelta

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from programmes.models.programme import WorkProgramme
from programmes.models.public_change import explained_part
from programmes.models.record import Record, RecordQuerySet, tracked

# The first day on which a programme, that of a planning, can have been known.
JANUARY_1 = Func(
    F("programme__first_year"), 1, 1, function="make_date", output_field=models.DateField()
)
BEGUN = Least("programme__adopted_on", "programme__published_on", "programme__offered_on")
BEGINS = Coalesce(BEGUN, JANUARY_1)
# An adjustment without a date is known today, and on no earlier day.
UNDATED = Value(date.max - timedelta(days=1), models.DateField())
BROUGHT_BY = {"adjustment_id": "adjustment"}


class PlanningQuerySet(RecordQuerySet):
    def known_before(self, until):
        """Return the plannings in a programme that was there before a day.

        Args:
            until: a date, or an expression such as `OuterRef("known_until")`; `date.max` is today.
        """
        came = Q(adjustment=None) | Q(came__lt=until)
        dated = self.alias(begins=BEGINS, came=Coalesce("adjustment__date", UNDATED))
        return dated.filter(came, begins__lt=until)


@tracked
class Planning(Record):
    """An activity in a programme; one activity can be in several.

    An activity that came in later names the adjustment that brought it (decision 28).
    """

    public_with = ("programme__", "activity__")
    public_links = ("adjustment",)

    programme = models.ForeignKey(
        WorkProgramme, models.CASCADE, verbose_name=_("work programme"), related_name="plannings"
    )
    activity = models.ForeignKey(
        "Activity", models.PROTECT, verbose_name=_("activity"), related_name="plannings"
    )
    planned_for = models.CharField(
        _("planned for"),
        max_length=200,
        blank=True,
        help_text=_("As printed in the programme, such as “2019” or “medio 2018”."),
    )
    position = models.PositiveSmallIntegerField(_("position"), null=True, blank=True)
    adjustment = models.ForeignKey(
        "Adjustment",
        models.CASCADE,
        verbose_name=_("adjustment"),
        related_name="plannings",
        null=True,
        blank=True,
        help_text=_("The adjustment that brought the activity here; empty when offered so."),
    )

    objects = PlanningQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("planned activity")
        verbose_name_plural = _("planned activities")
        ordering = ["programme", F("position").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "activity"],
                # Covering index for whether an activity is publicly in a programme.
                include=["adjustment"],
                name="planning_activity_once",
                violation_error_code="activity",
                violation_error_message=_("This activity stands in the programme already."),
            ),
        ]
        triggers = [
            explained_part("workprogramme", "programme_id", BROUGHT_BY, activity_id="activity"),
            explained_part(
                "activity",
                "activity_id",
                BROUGHT_BY,
                name="change_of_activity_is_explained",
                programme_id="workprogramme",
            ),
        ]

    def __str__(self):
        return f"{self.programme}: {self.activity}"
