"""The front page: what came of past programmes, the current one, fields and years."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.models import Event
from programmes.models.prepared import prepared
from programmes.views.matrices import all_fields
from programmes.views.pictured import glance_of_past, timeline_of
from programmes.views.records import goals_within
from programmes.views.years import all_perspectives, all_programmes, years


@require_safe
def home(request):
    programmes, frames = all_programmes(), all_perspectives()
    programme = current(programmes)
    key = programme and programme.perspective_id
    perspective = next((each for each in frames if each.pk == key), None)
    context = {
        "programme": programme,
        "is_current": programme and programme.last_year >= timezone.localdate().year,
        "perspective": perspective,
        "goals": goals_within(perspective) if perspective else [],
        "glance": glance_of_past(),
        "fields": all_fields(),
        "events": latest_events(),
        "years": years(programmes, frames),
        "timeline": timeline_of(programmes, frames),
    }
    return render(request, "home.html", context)


@prepared()
def latest_events():
    dated = Event.objects.published().filter(date__isnull=False).select_related("activity")
    return dated.in_order().reverse()[:8]


def current(programmes):
    """Return the programme of this year, else the newest one, or None."""
    year = timezone.localdate().year
    of_now = [each for each in programmes if each.first_year <= year <= each.last_year]
    return next(iter([*of_now, *programmes]), None)
