import django_filters as filters
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.kinds import (
    ALL,
    BY_DATE,
    BY_TITLE,
    UNKNOWN,
    RecordFilter,
    RegisterFilterSet,
    SortFilter,
    WordsFilter,
    YearFilter,
    covers,
)
from programmes.models import (
    Activity,
    Adjustment,
    Event,
    Goal,
    Planning,
    Status,
    SupervisionField,
    WorkProgramme,
)


def planned_in(programmes, activity="pk"):
    """Return the condition that an activity is in a programme of the queryset `programmes`.

    The programmes take a query of their own, so that PostgreSQL can estimate (decision 14).

    Args:
        programmes: a queryset of `WorkProgramme`.
        activity: the lookup path from a row to the key of the activity.
    """
    keys = list(programmes.values_list("pk", flat=True))
    plannings = Planning.objects.with_public_links()
    return Exists(plannings.filter(programme__in=keys, activity=OuterRef(activity)))


def planned_for(year, activity="pk"):
    """Return the condition that an activity is in a public programme of `year`."""
    return planned_in(WorkProgramme.objects.published().filter(covers(year)), activity)


class ActivityFilter(RegisterFilterSet):
    jaar = YearFilter(planned_for)
    werkprogramma = RecordFilter(WorkProgramme, label=_("Work programme"), method="in_programme")
    doel = RecordFilter(Goal, label=_("Goal"), field_name="goals")
    gebied = RecordFilter(
        SupervisionField,
        label=_("Supervision field"),
        field_name="fields",
        null_label=_("not known"),
        null_value=UNKNOWN,
    )
    vorm = filters.ChoiceFilter(
        label=_("Form"), choices=Activity.Form.choices, field_name="form", empty_label=ALL
    )
    status = filters.ChoiceFilter(
        label=_("Status"), choices=Status.choices, method="with_status", empty_label=ALL
    )
    uitkomst = filters.ChoiceFilter(
        label=_("Outcome"),
        choices=[
            ("bekend", _("known")),
            ("onbekend", _("not known, while the programme is over")),
        ],
        method="with_outcome",
        empty_label=ALL,
    )
    q = WordsFilter("title", "summary")
    sorteer = SortFilter(
        {
            "titel": (BY_TITLE, [Lower("title")]),
            "-titel": (_("by title, Z to A"), [Lower("title").desc()]),
        }
    )

    def in_programme(self, queryset, name, programme):
        return queryset.filter(planned_in(WorkProgramme.objects.filter(pk=programme.pk)))

    def with_outcome(self, queryset, name, value):
        return queryset.with_outcome() if value == "bekend" else queryset.without_outcome()

    def with_status(self, queryset, name, status):
        return queryset.with_status().filter(status=status)


class EventFilter(RegisterFilterSet):
    jaar = YearFilter(lambda year: Q(date__year=year))
    activiteit = RecordFilter(Activity, label=_("Activity"), field_name="activity")
    bijstelling = RecordFilter(Adjustment, label=_("Adjustment"), field_name="adjustment")
    soort = filters.ChoiceFilter(
        label=_("Kind"), choices=Event.Kind.choices, field_name="kind", empty_label=ALL
    )
    q = WordsFilter("title", "note")
    sorteer = SortFilter(BY_DATE)


class FieldFilter(RegisterFilterSet):
    q = WordsFilter("name")
    sorteer = SortFilter({"naam": (_("by name"), [Lower("name")])})
