from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from programmes.admin.record import SEARCH, PartInline, PublishedAdmin
from programmes.lists.filters import covers
from programmes.models import AnnualReport, Goal, GoalResult


class ResultFormSet(BaseInlineFormSet):
    """A row for each goal of the year of the report; an empty text stores nothing."""

    def __init__(self, *args, instance, **kwargs):
        told = instance.results.values("goal")
        untold = list(goals_in(instance.year).exclude(pk__in=told))
        self.extra = len(untold)
        kwargs["initial"] = [{"goal": goal} for goal in untold]
        super().__init__(*args, instance=instance, **kwargs)


def goals_in(year):
    """Return the goals of the perspectives that cover a year, in their order."""
    goals = Goal.objects.filter(covers(year, "perspective__")).select_related("perspective")
    return goals.order_by("perspective__first_year", "perspective__last_year", "position")


class ResultInline(PartInline, admin.StackedInline):
    model = GoalResult
    formset = ResultFormSet
    fields = ("goal", "text")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer the goals of the stored year of the report."""
        if db_field.name == "goal":
            kwargs["queryset"] = goals_in(year_of(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def year_of(request):
    """Return the stored year of the report in the address of the form."""
    key = request.resolver_match.kwargs["object_id"]
    return AnnualReport.objects.values_list("year", flat=True).get(pk=key)


@admin.register(AnnualReport)
class AnnualReportAdmin(PublishedAdmin):
    inlines = [ResultInline]
    list_display = ("title", "state_badge", "year", "published_on", "offered_on")
    search_fields = ("title", "slug")
    fieldsets = [
        (None, {"fields": ["state_badge", "year", "predecessor"]}),
        (_("What it says"), {"fields": ["title", "summary", "file"]}),
        (_("Dates and letter"), {"fields": ["published_on", "offered_on", "letter"]}),
        (_("For readers"), {"fields": ["sources", "note", *SEARCH]}),
    ]

    def get_inlines(self, request, obj):
        """Show the results once the report is stored: its year decides which goals there are."""
        return super().get_inlines(request, obj) if obj else []

    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the form with the results, as “save and continue” does."""
        if not {IS_POPUP_VAR, "_addanother"} & request.POST.keys():
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)
