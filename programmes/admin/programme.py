import pgtrigger
from django.contrib import admin
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programmes.admin.outcomes import OutcomesMixin
from programmes.admin.pages import require
from programmes.admin.record import PartInline, PartTable, PublishedAdmin, StateFilter
from programmes.admin.unfinished import UnfinishedMixin
from programmes.models import Adjustment, Goal, GoalFocus, Planning, WorkProgramme
from programmes.models.keys import is_key

# The trigger that keeps a programme in the perspective of the goals that it elaborates.
HELD = "programmes.WorkProgramme:perspective_holds_elaborations"


class GoalFocusInline(PartInline, admin.StackedInline):
    model = GoalFocus
    fields = ("goal", "text")

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 4

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "goal":
            kwargs["queryset"] = goals_for(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def goals_for(request):
    """Return the goals of the chosen perspective, else of the stored one, else all of them."""
    goals = Goal.objects.select_related("perspective")
    chosen = request.POST.get("perspective") or request.GET.get("perspective")
    stored = request.resolver_match.kwargs.get("object_id")
    if chosen and is_key(chosen):
        return goals.filter(perspective=chosen)
    if request.method == "GET" and stored:
        return goals.filter(perspective__programmes=stored)
    return goals


class PlanningInline(PartTable):
    model = Planning
    fields = ("position", "activity", "planned_for")


@admin.register(WorkProgramme)
class WorkProgrammeAdmin(UnfinishedMixin, OutcomesMixin, PublishedAdmin):
    inlines = [GoalFocusInline, PlanningInline]
    list_display = ("title", "state_badge", "in_years", "perspective", "offered_on")
    list_filter = (StateFilter, "perspective", "first_year")
    list_select_related = ("perspective",)
    search_fields = ("title", "motto", "slug")
    fieldsets = [
        (None, {"fields": ["state_badge", ("first_year", "last_year"), "perspective"]}),
        (_("What it says"), {"fields": ["title", "motto", "summary", "file"]}),
        (_("Activities"), {"fields": ["coverage", "coverage_note"]}),
        (
            _("Dates and letter"),
            {"fields": ["adopted_on", "approved_on", "published_on", "offered_on", "letter"]},
        ),
        (_("For readers"), {"fields": ["sources", "note"]}),
    ]

    class Media:
        js = ["js/goals.js"]

    def save_model(self, request, obj, form, change):
        """Save the perspective before the elaborations of its goals, which follow."""
        pgtrigger.constraints(pgtrigger.Deferred, HELD)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        pgtrigger.constraints(pgtrigger.Immediate, HELD)

    def buttons(self, request, record):
        adjusting = self.admin_site.get_model_admin(Adjustment)
        listed = reverse("admin:programmes_adjustment_changelist")
        found = super().buttons(request, record)
        if adjusting.has_view_permission(request):
            found.append((_("Adjustments"), f"{listed}?programme__id__exact={record.pk}"))
        if adjusting.has_add_permission(request):
            add = reverse("admin:programmes_adjustment_add")
            found.append((_("New adjustment"), f"{add}?programme={record.pk}"))
        return found

    def get_urls(self):
        return [self.own_path("doelen/", self.goals_view, "goals"), *super().get_urls()]

    def goals_view(self, request):
        """Return the goals of the perspective in ?perspective= as JSON, for goals.js."""
        require(self.has_view_permission(request))
        goals = [{"id": goal.pk, "title": str(goal)} for goal in goals_for(request)]
        return JsonResponse({"goals": goals})
