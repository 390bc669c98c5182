from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear, Lower, Now
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from programmes.models.event import Event
from programmes.models.event_kind import CHANGES, STATUS_AFTER, Status
from programmes.models.field import SupervisionField
from programmes.models.perspective import Goal
from programmes.models.planning import Planning, planned_again, public_plannings
from programmes.models.prepared import prepared
from programmes.models.programme import WorkProgramme
from programmes.models.public_change import explained_part
from programmes.models.publication import Published
from programmes.models.record import Gated, tracked
from programmes.models.text import Line, Text, visible


def status_of(activity):
    """Return the expression for the `Status` of an activity.

    Rule: the most decisive public event sets it (decision 27). Without one, or with one that says
    no more than the plan, the activity is planned until its last public programme is over, and
    unknown after that. A change of the plan counts until a later programme has the activity again.

    Args:
        activity: the field with the primary key of the activity, such as "pk".
    """
    after = [
        When(Q(kind__in=CHANGES) & Exists(planned_again("plan_year")), then=Value(None)),
        *(When(kind=kind, then=Value(status)) for kind, status in STATUS_AFTER.items()),
    ]
    events = Event.objects.with_public_links().known_on(None).deciding_status()
    decisive = events.filter(activity=OuterRef(activity)).annotate(status=Case(*after))
    this_year = ExtractYear(Now())
    running_on = public_plannings(activity).filter(programme__last_year__gte=this_year)
    by_plan = Case(
        When(Exists(running_on), then=Value(Status.PLANNED)), default=Value(Status.UNKNOWN)
    )
    by_event = Subquery(decisive.values("status")[:1])
    return Coalesce(by_event, by_plan, output_field=models.CharField())


def planned(year=None):
    """Return the public plannings of an activity (the outer row), divided by their programmes.

    The programmes take a query of their own, so that PostgreSQL can estimate (decision 14).

    Args:
        year: the year in which they are over or not; None for the present one.

    Returns:
        (the plannings in programmes that are over, those in the others).
    """
    year = year or timezone.localdate().year
    programmes = list(WorkProgramme.objects.published().values_list("pk", "last_year"))
    over = [key for key, last_year in programmes if last_year < year]
    others = [key for key, last_year in programmes if last_year >= year]
    public = Planning.objects.with_public_links().filter(activity=OuterRef("pk"))
    return public.filter(programme__in=over), public.filter(programme__in=others)


def outcome_and_days(verdict):
    """Return (value of an `Outcome`, days as an int or None) of a `verdict`, such as "later 34"."""
    outcome, *days = verdict.split()
    return outcome, int(days[0]) if days else None


@tracked
class Activity(Published):
    """Something the Inspectie supervises or investigates, as worded in a programme.

    Its status is not stored: `status_of` derives it from its events.
    """

    # Source: docs/reference/rules.md, "Forms of supervision".
    class Form(models.TextChoices):
        REGULAR = "regulier", _("regular supervision")
        IN_DEPTH = "verdiepend", _("in-depth supervision")
        INTENSIVE = "intensief", _("intensive supervision")
        INCIDENT = "incidentonderzoek", _("inquiry into an incident")
        AUDIT = "doorlichting", _("audit")
        THEMATIC = "thematisch", _("thematic inquiry")
        QUICK_SCAN = "quick_scan", _("quick scan")
        FOLLOW_UP = "vervolgonderzoek", _("follow-up inquiry")
        UNKNOWN = "onbekend", _("not known")

    url_name = "activity-detail"

    title = Line(
        _("title"), max_length=300, help_text=_("As the programme words it; a fact, not a summary.")
    )
    form = models.CharField(
        _("form of supervision"),
        max_length=20,
        choices=Form.choices,
        default=Form.UNKNOWN,
        help_text=_("Choose “not known” when no source names the form."),
    )
    form_inferred = models.BooleanField(
        _("form inferred"),
        default=False,
        help_text=_("Tick when no source states the form and it was inferred."),
    )
    fields = models.ManyToManyField(
        SupervisionField,
        blank=True,
        verbose_name=_("supervision fields"),
        related_name="activities",
    )
    goals = models.ManyToManyField(
        Goal, blank=True, verbose_name=_("goals"), related_name="activities"
    )
    partners = ArrayField(
        Line(max_length=200),
        verbose_name=_("together with"),
        blank=True,
        default=list,
        help_text=_("The organisations that take part, one on a line."),
    )
    summary = Text(_("summary"), blank=True)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_(
            "The planned activity that this is, according to a source. Its events go there."
        ),
    )
    part_of_source = models.URLField(
        _("source of that"),
        max_length=500,
        blank=True,
        help_text=_("The address of the page that says so."),
    )

    class Meta(Published.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = [Lower("title"), "pk"]
        indexes = [
            models.Index(Lower("title"), "id", name="activity_by_title"),
            # Covering index: a count of public activities reads nothing else.
            models.Index(
                fields=["id"], include=["publish_at", "withdrawn_at"], name="activity_public"
            ),
            # For the ETag of each request: the last publication or withdrawal so far.
            models.Index(fields=["publish_at"], name="activity_publish_at"),
            models.Index(fields=["withdrawn_at"], name="activity_withdrawn_at"),
        ]
        constraints = [
            *Published.Meta.constraints,
            *visible("title"),
            models.CheckConstraint(
                condition=~models.Q(form="onbekend", form_inferred=True),
                name="activity_inferred_form_is_known",
                violation_error_code="form_inferred",
                violation_error_message=_("A form that is not known cannot be inferred."),
            ),
            models.CheckConstraint(
                condition=models.Q(part_of=None, part_of_source="")
                | models.Q(part_of__isnull=False) & ~models.Q(part_of_source=""),
                name="activity_part_of_has_source",
                violation_error_code="part_of_source",
                violation_error_message=_(
                    "Give the activity that this is part of with the source that says so, or "
                    "neither."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.part_of and not Activity.objects.filter(pk=self.pk, part_of=self.part_of).exists():
            self.check_part_of()

    def check_part_of(self):
        """Raise a ValidationError unless this can join `part_of`: its events stay public."""
        if not self.is_public or self.plannings.exists():
            message = _("Only a public activity in no programme becomes part of another.")
            raise ValidationError({"part_of": message})
        if not self.part_of.is_public or not self.part_of.plannings.exists():
            message = _("Choose a public activity that is in a programme.")
            raise ValidationError({"part_of": message})

    @cached_property
    def public_plannings(self):
        """Return the public `Planning`s, by year of the programme."""
        return plannings_of(self)

    @property
    def outcome(self):
        """The `Outcome`, of rows that have a `verdict` by `with_outcome`."""
        return outcome_and_days(self.verdict)[0]

    @property
    def days_late(self):
        """The days that go with the outcome, as an int, or None."""
        return outcome_and_days(self.verdict)[1]


@prepared()
def plannings_of(activity):
    public = Planning.objects.published().filter(activity=activity)
    public = public.select_related("programme__letter").defer("programme__letter__text")
    return public.order_by("programme__first_year", "programme__last_year", "pk")


@tracked
class ActivityField(Gated, Activity.fields.through):
    """The through table of `Activity.fields`, as a proxy that history and triggers attach to."""

    public_with = ("activity__",)

    class Meta:
        proxy = True
        verbose_name = _("supervision field")
        triggers = [explained_part("activity", "activity_id")]

    def __str__(self):
        return f"{self.activity}: {self.supervisionfield}"


@tracked
class ActivityGoal(Gated, Activity.goals.through):
    """The through table of `Activity.goals`, as a proxy that history and triggers attach to."""

    public_with = ("activity__", "goal__perspective__")

    class Meta:
        proxy = True
        verbose_name = _("goal")
        triggers = [explained_part("activity", "activity_id")]

    def __str__(self):
        return f"{self.activity}: {self.goal}"
