"""The page of a supervision field: what is planned, what is open, and the last reports."""

from django.db.models import Count, Exists, F, OuterRef, Value
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.lists.columns.steps import PROMISED_FOR
from programmes.lists.nouns import BY_MODEL, DUE
from programmes.models import Activity, Event, Planning, SupervisionField
from programmes.models.outcome import with_outcome
from programmes.models.prepared import IsOneOf, prepared
from programmes.views.matrices import all_fields
from programmes.views.pictured import glance_of_field
from programmes.views.years import all_programmes

# The most rows of a section; a list has all of them.
SHOWN = 10


@require_safe
def field_detail(request, slug):
    """Show a field with public activities; 404 for any other."""
    field = next(iter(public(slug)), None)
    if field is None:
        raise Http404
    programmes, year = all_programmes(), timezone.localdate().year
    glance, reports, due = glance_of_field(field), last_reports(field), open_about(field)
    numbers = dict(numbers_of(field, [each.pk for each in programmes]))
    context = {
        "noun": BY_MODEL[SupervisionField],
        "record": field,
        "related": siblings(field),
        "number": glance.total if glance else 0,
        "glance": glance,
        "outside": numbers.get("outside", 0),
        "planned": planned_about(field, [each.pk for each in programmes if each.last_year >= year]),
        "open": due,
        "has_rule": any(each.by_rule for each in due),
        "reports": numbers.get("reports", 0),
        "last_reports": reports,
        "last_report": next((each for each in reports if each.date), None),
    }
    return render(request, "records/supervision-field.html", context)


@prepared()
def public(slug):
    return SupervisionField.objects.published().select_related("group").filter(slug=slug)


@prepared()
def open_about(field):
    due = DUE.published().filter(activity__fields=field)
    return due.select_related("activity")[:SHOWN]


@prepared()
def numbers_of(field, programmes):
    """Return the numbers of reports about a field, and of its activities in no programme."""
    outside = Activity.objects.published().filter(fields=field).exclude(in_one_of(programmes))
    counted = {"outside": outside, "reports": reports_about(field)}
    first, second = (
        rows.order_by().values_list(Value(name)).annotate(Count("pk"))
        for name, rows in counted.items()
    )
    return first.union(second, all=True)


@prepared(with_facts=True)
def planned_about(field, programmes):
    """Return the public activities about a field in one of `programmes`, with `planned_for`."""
    activities = Activity.objects.published().filter(in_one_of(programmes), fields=field)
    return with_outcome(activities).annotate(planned_for=PROMISED_FOR.expression)


def in_one_of(programmes):
    """Return the condition that an activity is planned in one of `programmes`, primary keys."""
    public = Planning.objects.with_public_links().filter(activity=OuterRef("pk"))
    return Exists(public.filter(IsOneOf("programme", programmes)))


def reports_about(field):
    """Return the public reports about a field, the newest first, those without a date last."""
    reports = Event.objects.published().filter(activity__fields=field, kind=Event.Kind.REPORT)
    return reports.select_related("activity").order_by(F("date").desc(nulls_last=True), "-pk")


@prepared()
def last_reports(field):
    return reports_about(field)[:SHOWN]


def siblings(field):
    """Return the other public fields of the group of a field."""
    if field.group is None:
        return []
    return [each for each in all_fields() if each.group_id == field.group_id and each != field]
