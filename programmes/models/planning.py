from datetime import date, timedelta
from functools import lru_cache

from django.db import models
from django.db.models import F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from programmes.models.programme import WorkProgramme
from programmes.models.public_change import explained_part
from programmes.models.record import Record, RecordQuerySet, State, in_state, tracked
from programmes.models.scheduling import scheduled_along
from programmes.models.text import Line
from programmes.period import period_of

# The first day on which a programme, that of a planning, can have been known.
JANUARY_1 = Func(
    F("programme__first_year"), 1, 1, function="make_date", output_field=models.DateField()
)
BEGUN = Least("programme__adopted_on", "programme__published_on", "programme__offered_on")
BEGINS = Coalesce(BEGUN, JANUARY_1)
# An adjustment without a date is known today, and on no earlier day.
UNDATED = Value(date.max - timedelta(days=1), models.DateField())
BROUGHT_BY = {"adjustment_id": "adjustment"}


# The days on which a planning takes effect when its words name none: the years of its programme.
FIRST_DAY = Func(F("programme__first_year"), 1, 1, function="make_date")
LAST_DAY = Func(F("programme__last_year"), 12, 31, function="make_date")
PLANNED_FROM = Coalesce("planned_from", FIRST_DAY, output_field=models.DateField())
PLANNED_UNTIL = Coalesce("planned_until", LAST_DAY, output_field=models.DateField())


@lru_cache(maxsize=2048)
def days_named(words, first_year, last_year):
    """Return the first and last day that words name within some years, or (None, None).

    Words without a year are of the first year, when that is the last one too.
    """
    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    named = period_of(words, first if first_year == last_year else None)
    if named is None or named.first > last or named.last < first:
        return None, None
    return max(named.first, first), min(named.last, last)


class PlanningQuerySet(RecordQuerySet):
    def for_years(self, first, last):
        """Return the plannings for a day in the years from `first` to `last`.

        Args:
            first, last: years, of which the programmes of the plannings cover at least one.
        """
        named = Q(planned_from__year__lte=last, planned_until__year__gte=first)
        return self.filter(Q(planned_from=None) | named)

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for planning in objs:
            planning.set_days()
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs, fields = list(objs), {*fields}
        if "planned_for" in fields:
            fields |= {"planned_from", "planned_until"}
            for planning in objs:
                planning.set_days()
        return super().bulk_update(objs, fields, *args, **kwargs)

    def recompute_days(self):
        """Save the plannings whose days do not follow from their words and programme."""
        for planning in self.select_related("programme"):
            if (planning.planned_from, planning.planned_until) != planning.days_of_words:
                planning.save()

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

    An activity that came in later names the adjustment that brought it (decision 28). The days that
    its words name are computed when it is saved; SQL that writes the words leaves them empty.
    """

    public_with = ("programme__", "activity__")
    public_links = ("adjustment",)

    programme = models.ForeignKey(
        WorkProgramme, models.CASCADE, verbose_name=_("work programme"), related_name="plannings"
    )
    activity = models.ForeignKey(
        "Activity", models.PROTECT, verbose_name=_("activity"), related_name="plannings"
    )
    planned_for = Line(
        _("planned for"),
        max_length=200,
        blank=True,
        help_text=_("As printed in the programme, such as “2019” or “medio 2018”."),
    )
    planned_from = models.DateField(
        _("planned from"),
        null=True,
        editable=False,
        help_text=_("The first day that its words name within the programme; empty for none."),
    )
    planned_until = models.DateField(_("planned until"), null=True, editable=False)
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
            models.CheckConstraint(
                condition=Q(planned_from=None, planned_until=None)
                | Q(
                    planned_from__isnull=False,
                    planned_until__isnull=False,
                    planned_from__lte=F("planned_until"),
                ),
                name="planning_days_in_order",
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
            scheduled_along("workprogramme", "programme_id", "activity", "activity_id"),
            scheduled_along(
                "adjustment",
                "adjustment_id",
                "activity",
                "activity_id",
                name="scheduled_with_adjustment",
            ),
        ]

    def __str__(self):
        return f"{self.programme}: {self.activity}"

    def save(self, **kwargs):
        self.set_days()
        super().save(**kwargs)

    def set_days(self):
        self.planned_from, self.planned_until = self.days_of_words

    @property
    def days_of_words(self):
        """The first and last day that its words name within its programme, or (None, None)."""
        return days_named(self.planned_for, self.programme.first_year, self.programme.last_year)


def public_plannings(activity="pk", day=None):
    """Return the plannings of an activity in public programmes, as known on a day; None is today.

    Args:
        activity: the path of the activity from the outer row.
    """
    public = Planning.objects.with_public_links().filter(
        in_state(State.PUBLISHED, "programme__"), activity=OuterRef(activity)
    )
    return public if day is None else public.known_before(day + timedelta(days=1))


def planned_again(since, activity="activity", day=None):
    """Return the `public_plannings` of an activity in programmes later than one that dropped it.

    Args:
        since: the path from the outer row to the `plan_year` of the event that dropped it.
    """
    later = public_plannings(activity, day)
    return later.filter(programme__first_year__gt=OuterRef(since)).order_by("programme__first_year")
