"""The front page: where things stand now."""

from django.db.models import Min
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.models import Event, Perspective, WorkProgramme
from programmes.templatetags.register import public


@require_safe
def home(request):
    programme = current_programme()
    perspective = programme and public(programme.perspective)
    events = Event.objects.published().filter(date__isnull=False).select_related("activity")
    context = {
        "programme": programme,
        "is_current": programme and programme.last_year >= timezone.localdate().year,
        "perspective": perspective,
        "goals": perspective.goals.published() if perspective else [],
        "events": events.in_order().reverse()[:8],
        "years": years(),
    }
    return render(request, "home.html", context)


def current_programme():
    """Return the public programme of this year, else the newest one, or None."""
    public = WorkProgramme.objects.published().select_related("perspective")
    year = timezone.localdate().year
    of_now = public.filter(first_year__lte=year, last_year__gte=year)
    return of_now.first() or public.first()


def years():
    """Return (year, its public programmes) for each year from the newest to the first.

    A year of which nothing is recorded has an empty list; it is not left out.
    """
    programmes = list(WorkProgramme.objects.published())
    frames = Perspective.objects.published().aggregate(first=Min("first_year"))
    if not programmes:
        return []
    first = min([*filter(None, [frames["first"]]), *(each.first_year for each in programmes)])
    newest = max(each.last_year for each in programmes)
    return [
        (year, [each for each in programmes if each.first_year <= year <= each.last_year])
        for year in range(newest, first - 1, -1)
    ]
