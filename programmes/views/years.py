"""The years of the register, with or without a programme, and the page of one without."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.data.missing_years import missing_years
from programmes.models import AnnualReport, Perspective, WorkProgramme
from programmes.models.cached import until_changed
from programmes.models.prepared import prepared


@dataclass(frozen=True)
class Year:
    """A year, with its public programmes."""

    number: int
    programmes: tuple

    @property
    def searched(self):
        """The `MissingYear` of a year that was looked for in vain, or None."""
        return missing_years().get(self.number)

    @property
    def is_to_come(self):
        return self.number > timezone.localdate().year

    @property
    def coverage(self):
        """How far its activities are known: "alle", "deels", "onbekend"; None without programme."""
        found = {each.coverage for each in self.programmes}
        if not found:
            return None
        if found == {WorkProgramme.Coverage.ALL}:
            return "alle"
        return "deels" if found - {None} else "onbekend"

    @property
    def unknown(self):
        """Why no programme is known, as text: which kind of "not known" it is."""
        if self.is_to_come:
            return _("not known yet")
        return _("looked for, not found") if self.searched else _("not known")


def years(programmes, frames):
    """Return the `Year`s from the first known to the next year or the last known, newest first.

    Args:
        programmes, frames: the public programmes and perspectives.
    """
    if not programmes:
        return []
    first = min(each.first_year for each in [*frames, *programmes])
    newest = max(timezone.localdate().year + 1, *(each.last_year for each in programmes))
    return [
        Year(year, tuple(each for each in programmes if each.first_year <= year <= each.last_year))
        for year in range(newest, first - 1, -1)
    ]


def all_years():
    """Return the `years` of the register."""
    return years(all_programmes(), all_perspectives())


@until_changed
@prepared()
def all_programmes():
    return WorkProgramme.objects.published()


@until_changed
@prepared()
def all_perspectives():
    return Perspective.objects.published()


def year_page(request, slug):
    """Show what is not known of a year without a programme of its own (decision 45).

    A year of a programme of several years redirects to that programme.

    Raises:
        Http404: when the register has no such year.
    """
    year = next((each for each in all_years() if str(each.number) == slug), None)
    if year is None:
        raise Http404
    if year.programmes:
        return redirect(year.programmes[0])
    return render(request, "programmes/missing_year.html", {"year": year, **around(year.number)})


def around(year):
    """Return the public records about a year, and the programmes before and after it."""
    programmes = WorkProgramme.objects.published()
    return {
        "perspectives": Perspective.objects.published().filter(
            first_year__lte=year, last_year__gte=year
        ),
        "annual_reports": AnnualReport.objects.published().filter(year=year),
        "previous": programmes.filter(last_year__lt=year).order_by("-last_year").first(),
        "next": programmes.filter(first_year__gt=year).order_by("first_year").first(),
    }
