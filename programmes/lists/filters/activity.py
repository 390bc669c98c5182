from collections import Counter
from datetime import timedelta

import django_filters as filters
from django import forms
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Concat, Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.activity import STATUS
from programmes.lists.columns.steps import NEWEST_PROGRAMME_FIRST, WAITING_SINCE
from programmes.lists.filters.filterset import DatedFilterSet, RegisterFilterSet, YearsFilterSet
from programmes.lists.filters.form import HiddenValues, ListForm
from programmes.lists.filters.kinds import (
    BY_DATE,
    BY_TITLE,
    UNKNOWN,
    CodesFilter,
    DayFilter,
    KamerstukFilter,
    RecordFilter,
    RecordsFilter,
    SortFilter,
)
from programmes.lists.filters.searched import NameFilter, SearchedFilter
from programmes.models import (
    Activity,
    Adjustment,
    Event,
    FieldGroup,
    Goal,
    Outcome,
    Planning,
    SearchEntry,
    Status,
    SupervisionField,
    WorkProgramme,
)
from programmes.models.cached import until_changed
from programmes.models.outcome import KNOWN, with_outcome
from programmes.models.outcome_in_programme import last_of, seen_from, with_own_outcome
from programmes.models.past import is_over_now, known_on, without_outcome
from programmes.models.prepared import IsOneOf

ALL_KNOWN = "bekend"
# The mark of an outcome that is not known while the programme is over.
OVER = " over"

HIDDEN = forms.HiddenInput


def planned_in(keys, activity="pk", plannings=None):
    """Return the condition that an activity is in one of the programmes with these primary keys.

    A list of keys, not a subquery, so that PostgreSQL can estimate (decision 14).

    Args:
        activity: the lookup path from a row to the key of the activity.
        plannings: the public plannings that count; None for all.
    """
    if plannings is None:
        plannings = Planning.objects.with_public_links()
    return Exists(plannings.filter(programme__in=keys, activity=OuterRef(activity)))


def planned_for(first, last, activity="pk", plannings=None):
    """Return the condition that a public programme plans an activity for a year in a range."""
    keys = [key for key, begins, ends in public_years() if begins <= last and ends >= first]
    if plannings is None:
        plannings = Planning.objects.with_public_links()
    return planned_in(keys, activity, plannings.for_years(first, last))


@until_changed
def public_years():
    """Return (primary key, first year, last year) of the public programmes."""
    return list(WorkProgramme.objects.published().values_list("pk", "first_year", "last_year"))


class ProgrammesFilter(RecordsFilter):
    """Programmes that an activity is in, by plannings that are public; or none of them."""

    applied = ("uitkomst",)

    def filter(self, queryset, programmes):
        if not programmes:
            return queryset
        keys = [each.pk for each in programmes if each != UNKNOWN]
        wanted = Q(self.are_planned_in(keys))
        if UNKNOWN in programmes:
            wanted |= ~Q(self.are_planned_in([key for key, *_years in public_years()]))
        return self.parent.seen(queryset).filter(wanted)

    def are_planned_in(self, keys):
        return planned_in(keys, plannings=self.parent.plannings)

    def counts(self, queryset):
        plannings = self.parent.plannings.filter(activity__in=queryset.values("pk")).order_by()
        public = WorkProgramme.objects.published().values("pk")
        planned = self.parent.plannings.filter(programme__in=public, activity=OuterRef("pk"))
        in_none = queryset.exclude(Exists(planned))
        if codes := self.parent.form.cleaned_data["uitkomst"]:
            # Each planning has the outcome in its own programme.
            day = self.parent.day
            plannings = with_own_outcome(plannings, day)
            plannings = plannings.filter(one_of(codes, is_over_now(day, "activity")))
            in_none = with_outcome(in_none, day).filter(one_of(codes, is_over_now(day)))
        by_programme = plannings.values(value=F("programme__slug"))
        return [
            by_programme.annotate(number=Count("pk")),
            in_none.values(value=Value(UNKNOWN)).annotate(number=Count("pk")),
        ]


def one_of(codes, over):
    """Return the condition that `outcome` is one of those with these codes of `OutcomesFilter`.

    Args:
        over: the condition that the programmes of the activity are all over.
    """
    found = Q(outcome__in=[*codes, *(KNOWN if ALL_KNOWN in codes else ())])
    return found | ~Q(outcome__in=KNOWN) & over if UNKNOWN in codes else found


class OutcomesFilter(CodesFilter):
    """Outcomes, and two words for several of them: "bekend" and "onbekend"."""

    def __init__(self):
        together = [(ALL_KNOWN, _("known")), (UNKNOWN, _("not known, while the programme is over"))]
        each = [(outcome.value, outcome.tag) for outcome in Outcome]
        super().__init__(label=_("Outcome"), choices=[*together, *each], expression=F("outcome"))

    def filter(self, queryset, codes):
        if not codes:
            return queryset
        over = without_outcome(queryset.order_by(), self.parent.day).values("pk")
        return queryset.filter(one_of(codes, Q(pk__in=over)))

    def counts(self, queryset):
        over = When(is_over_now(self.parent.day) & ~Q(outcome__in=KNOWN), then=Value(OVER))
        rows = self.parent.seen(with_outcome(queryset, self.parent.day))
        value = Concat("outcome", Case(over, default=Value("")), output_field=CharField())
        return [rows.values(value=value).annotate(number=Count("pk"))]

    def completed(self, counts):
        found = Counter()
        for value, number in counts.items():
            outcome = value.removesuffix(OVER)
            found[outcome] += number
            if outcome in KNOWN:
                found[ALL_KNOWN] += number
            elif value.endswith(OVER):
                found[UNKNOWN] += number
        return found


class ActivityForm(ListForm):
    """The filters of activities: the status of today does not go with a day in the past."""

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("op") and self.cleaned_data.get("status"):
            self.add_error("status", _("The status is that of today: choose an outcome instead."))
        return cleaned


class ActivityFilter(YearsFilterSet):
    class Meta(YearsFilterSet.Meta):
        form = ActivityForm

    deciding = ("op", "uitkomst")

    # First: the outcomes that others filter on are those of this day.
    op = DayFilter(known_on)
    gebied = RecordsFilter(
        SupervisionField,
        label=_("Supervision field"),
        field_name="fields",
        null_label=_("not known"),
        null_value=UNKNOWN,
    )
    groep = RecordsFilter(FieldGroup, label=_("Group of fields"), field_name="fields__group")
    werkprogramma = ProgrammesFilter(
        WorkProgramme,
        label=_("Work programme"),
        null_label=_("in no known work programme"),
        null_value=UNKNOWN,
    )
    doel = RecordsFilter(Goal, label=_("Goal"), field_name="goals")
    vorm = CodesFilter(label=_("Form"), choices=Activity.Form.choices, field_name="form")
    # The page offers `uitkomst` instead; addresses with a status keep working.
    status = CodesFilter(
        label=_("Status"), choices=Status.choices, expression=STATUS, widget=HiddenValues()
    )
    uitkomst = OutcomesFilter()
    q = SearchedFilter(pk=SearchEntry.Kind.ACTIVITY)
    sorteer = SortFilter(
        {
            "-jaar": (_("newest programme first"), [*NEWEST_PROGRAMME_FIRST, Lower("title")]),
            "-datum": (_("last step, newest first"), [F("last_step_on").desc(nulls_last=True)]),
            "datum": (_("last step, oldest first"), [F("last_step_on").asc(nulls_last=True)]),
            "wacht": (_("waiting longest first"), [WAITING_SINCE.asc(nulls_last=True)]),
            "titel": (BY_TITLE, [Lower("title")]),
            "-titel": (_("by title, Z to A"), [Lower("title").desc()]),
        }
    )

    @property
    def day(self):
        """The day in the past that was asked, or None."""
        return self.form.cleaned_data["op"]

    @property
    def plannings(self):
        """The public plannings that were known on that day."""
        public = Planning.objects.with_public_links()
        return public.known_before(self.day + timedelta(days=1)) if self.day else public

    def seen(self, activities):
        """Return activities with their outcome in the last of the chosen programmes that has them.

        Args:
            activities: as of `with_outcome`.
        """
        chosen = self.plannings.filter(IsOneOf("programme", self.seen_keys))
        return seen_from(activities, last_of(chosen))

    @cached_property
    def seen_keys(self):
        chosen = self.form.cleaned_data["werkprogramma"]
        return [each.pk for each in chosen or () if each != UNKNOWN]

    def in_years(self, first, last):
        return planned_for(first, last, plannings=self.plannings)


class EventFilter(DatedFilterSet):
    # A page does not list their values: they come from a link.
    activiteit = RecordFilter(Activity, label=_("Activity"), field_name="activity", widget=HIDDEN)
    bijstelling = RecordFilter(
        Adjustment, label=_("Adjustment"), field_name="adjustment", widget=HIDDEN
    )
    soort = CodesFilter(label=_("Kind"), choices=Event.Kind.choices, field_name="kind")
    gebied = RecordsFilter(
        SupervisionField, label=_("Supervision field"), field_name="activity__fields"
    )
    kamerstuk = KamerstukFilter(label=_("Kamerstuk"))
    ministerie = filters.CharFilter(
        label=_("Ministry"), max_length=200, field_name="ministry", lookup_expr="icontains"
    )
    q = SearchedFilter(activity=SearchEntry.Kind.ACTIVITY, pk=SearchEntry.Kind.CHANGE)
    sorteer = SortFilter(BY_DATE)


class FieldFilter(RegisterFilterSet):
    q = NameFilter("name")
    sorteer = SortFilter({"naam": (_("by name"), [Lower("name")])})
