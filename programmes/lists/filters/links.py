"""Filters of what links records: by each of the records that it leads to."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.filterset import RegisterFilterSet
from programmes.lists.filters.kinds import ALL, RecordFilter, SortFilter
from programmes.models import (
    Activity,
    AnnualReport,
    Expectation,
    Goal,
    Letter,
    Signatory,
    Signature,
    SupervisionField,
    WorkProgramme,
)

BY_ID = {"id": (_("oldest id first"), ["pk"]), "-id": (_("newest id first"), ["-pk"])}


# Of a filter with too many values for a page to list.
HIDDEN = forms.HiddenInput


class LinkFilter(RegisterFilterSet):
    sorteer = SortFilter(BY_ID)


class PlanningFilter(LinkFilter):
    werkprogramma = RecordFilter(WorkProgramme, label=_("Work programme"), field_name="programme")
    activiteit = RecordFilter(Activity, label=_("Activity"), field_name="activity", widget=HIDDEN)


class GoalFocusFilter(LinkFilter):
    werkprogramma = RecordFilter(WorkProgramme, label=_("Work programme"), field_name="programme")
    doel = RecordFilter(Goal, label=_("Goal"), field_name="goal")


class GoalResultFilter(LinkFilter):
    jaarbericht = RecordFilter(AnnualReport, label=_("Annual report"), field_name="report")
    doel = RecordFilter(Goal, label=_("Goal"), field_name="goal")


class SignatureFilter(LinkFilter):
    brief = RecordFilter(Letter, label=_("Letter"), field_name="letter")
    ondertekenaar = RecordFilter(Signatory, label=_("Signatory"), field_name="signatory")
    hoedanigheid = filters.ChoiceFilter(
        label=_("Capacity"),
        choices=Signature.Capacity.choices,
        field_name="capacity",
        empty_label=ALL,
    )


class GoalContinuationFilter(LinkFilter):
    doel = RecordFilter(Goal, label=_("Goal"), field_name="from_goal")


class ActivityFieldFilter(LinkFilter):
    activiteit = RecordFilter(Activity, label=_("Activity"), field_name="activity", widget=HIDDEN)
    gebied = RecordFilter(
        SupervisionField, label=_("Supervision field"), field_name="supervisionfield"
    )


class ActivityGoalFilter(LinkFilter):
    activiteit = RecordFilter(Activity, label=_("Activity"), field_name="activity", widget=HIDDEN)
    doel = RecordFilter(Goal, label=_("Goal"), field_name="goal")


class ExpectedFilter(LinkFilter):
    activiteit = RecordFilter(Activity, label=_("Activity"), field_name="activity", widget=HIDDEN)
    soort = filters.ChoiceFilter(
        label=_("Kind"), choices=Expectation.Kind.choices, field_name="kind", empty_label=ALL
    )
