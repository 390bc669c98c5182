"""The page of a supervision field: what is planned, what is open, and the last reports."""

from django.db.models import Exists, F
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from programmes.lists.columns.steps import PROMISED_FOR
from programmes.lists.filters.activity import outside_programmes
from programmes.lists.nouns import BY_MODEL, DUE
from programmes.models import Activity, Event, SupervisionField
from programmes.models.activity import planned
from programmes.models.outcome import with_outcome
from programmes.views.pictured import glance_of_field

# The most rows of a section; a list has all of them.
SHOWN = 10


@require_safe
def field_detail(request, slug):
    """Show a field with public activities; 404 for any other."""
    fields = SupervisionField.objects.published().select_related("group")
    field = get_object_or_404(fields, slug=slug)
    activities = Activity.objects.published().filter(fields=field)
    reports = reports_about(field)
    due = DUE.published().filter(activity__fields=field).select_related("activity")[:SHOWN]
    context = {
        "noun": BY_MODEL[SupervisionField],
        "record": field,
        "related": siblings(field),
        "number": activities.count(),
        "glance": glance_of_field(field),
        "outside": outside_programmes(activities).count(),
        "planned": activities_now(activities),
        "open": due,
        "has_rule": any(each.by_rule for each in due),
        "reports": reports.count(),
        "last_reports": reports[:SHOWN],
        "last_report": reports.filter(date__isnull=False).first(),
    }
    return render(request, "records/supervision-field.html", context)


def activities_now(activities):
    """Return those of `activities` in a public programme that is not over, with `planned_for`."""
    _over, running_on = planned()
    now = with_outcome(activities).filter(Exists(running_on))
    return now.annotate(planned_for=PROMISED_FOR.expression)


def reports_about(field):
    """Return the public reports about a field, the newest first, those without a date last."""
    reports = Event.objects.published().filter(activity__fields=field, kind=Event.Kind.REPORT)
    return reports.select_related("activity").order_by(F("date").desc(nulls_last=True), "-pk")


def siblings(field):
    """Return the other public fields of the group of a field."""
    if field.group is None:
        return SupervisionField.objects.none()
    return SupervisionField.objects.published().filter(group=field.group).exclude(pk=field.pk)
