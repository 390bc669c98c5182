"""The front page: what came of past programmes, the current one, fields and years."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.models import Event, Perspective, SupervisionField, WorkProgramme
from programmes.views.pictured import glance_of_past, timeline_of
from programmes.views.years import years


@require_safe
def home(request):
    programmes = list(WorkProgramme.objects.published().select_related("perspective"))
    frames = list(Perspective.objects.published())
    programme = current(programmes)
    perspective = programme and programme.perspective
    if perspective and not perspective.is_public:
        perspective = None
    events = Event.objects.published().filter(date__isnull=False).select_related("activity")
    context = {
        "programme": programme,
        "is_current": programme and programme.last_year >= timezone.localdate().year,
        "perspective": perspective,
        "goals": perspective.goals.published() if perspective else [],
        "glance": glance_of_past(),
        "fields": SupervisionField.objects.published(),
        "events": events.in_order().reverse()[:8],
        "years": years(programmes, frames),
        "timeline": timeline_of(programmes, frames),
    }
    return render(request, "home.html", context)


def current(programmes):
    """Return the programme of this year, else the newest one, or None."""
    year = timezone.localdate().year
    of_now = [each for each in programmes if each.first_year <= year <= each.last_year]
    return next(iter([*of_now, *programmes]), None)
