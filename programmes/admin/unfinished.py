"""Unfinished business: what the register still lacks, with links to the screens to enter it."""

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from programmes.admin.pages import require
from programmes.lists.filters import ALL, AddressForm, planned_for
from programmes.models import Activity, Planning, WorkProgramme
from programmes.models.outcome import with_outcome
from programmes.models.past import without_outcome
from programmes.models.unfinished import incomplete_programmes, reports_without_response

ACTIVITIES, REPORTS, PROGRAMMES = "activiteiten", "rapporten", "werkprogrammas"
# The most rows of a list beside the other lists, and by itself.
SHOWN, SHOWN_ALONE = 20, 500


def years():
    """Return the choices of years that a programme covers, the newest first."""
    spans = WorkProgramme.objects.order_by().values_list("first_year", "last_year")
    covered = {year for first, last in spans for year in range(first, last + 1)}
    return [("", ALL), *((year, str(year)) for year in sorted(covered, reverse=True))]


class UnfinishedForm(AddressForm):
    soort = forms.ChoiceField(
        label=_("Sort"),
        required=False,
        choices=[
            ("", ALL),
            (ACTIVITIES, _("activities without an outcome")),
            (REPORTS, _("reports without a policy response")),
            (PROGRAMMES, _("programmes of which facts are missing")),
        ],
    )
    jaar = forms.TypedChoiceField(
        label=_("Year of the programme"),
        required=False,
        choices=years,
        coerce=int,
        empty_value=None,
    )


class UnfinishedMixin:
    def get_urls(self):
        own = self.own_path("onafgemaakt/", self.unfinished_view, "unfinished")
        return [own, *super().get_urls()]

    def unfinished_view(self, request):
        """Show the lists; a wrong parameter gives a 400 with the reason and no rows."""
        require(self.has_view_permission(request))
        require(request.user.has_perm("programmes.view_activity"))
        form = UnfinishedForm(request.GET)
        valid = form.is_valid()
        return self.page(
            request,
            "admin/unfinished.html",
            _("Unfinished business"),
            status=200 if valid else 400,
            form=form,
            lists=unfinished(**form.cleaned_data) if valid else {},
        )


def unfinished(soort, jaar):
    """Return the requested lists by name, each as (rows, how many more there are)."""
    lists = {ACTIVITIES: activities, REPORTS: reports, PROGRAMMES: incomplete_programmes}
    if soort:
        return {soort: cut(lists[soort](jaar), SHOWN_ALONE)}
    return {name: cut(rows(jaar), SHOWN) for name, rows in lists.items()}


def activities(year):
    """Return the activities without an outcome, those of the newest programmes first."""
    first = Planning.objects.filter(activity=OuterRef("pk")).order_by("programme__first_year")
    dated = Activity.objects.published().annotate(
        year=Subquery(first.values("programme__first_year")[:1])
    )
    found = without_outcome(with_outcome(dated))
    found = found.filter(planned_for(year, year)) if year else found
    by_year = found.order_by("-year", "pk")
    return by_year.prefetch_related("plannings__programme")


def reports(year):
    found = reports_without_response()
    found = found.filter(planned_for(year, year, "activity")) if year else found
    return found.prefetch_related("activity__plannings__programme")


def cut(rows, most):
    """Return the first rows of a list or queryset, `most` at most, and how many are left out."""
    count = len(rows) if isinstance(rows, list) else rows.order_by().count()
    return list(rows[:most]), max(0, count - most)
