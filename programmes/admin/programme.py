import pgtrigger
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programmes.admin.expectation import told_terms
from programmes.admin.focuses import GoalFocusInline
from programmes.admin.outcomes import OutcomesMixin
from programmes.admin.planned import PlanningInline
from programmes.admin.record import SEARCH, PublishedAdmin, StateFilter
from programmes.admin.unfinished import UnfinishedMixin
from programmes.models import Adjustment, WorkProgramme

# The trigger that keeps a programme in the perspective of the goals that it elaborates.
HELD = "programmes.WorkProgramme:perspective_holds_elaborations"


@admin.register(WorkProgramme)
class WorkProgrammeAdmin(UnfinishedMixin, OutcomesMixin, PublishedAdmin):
    inlines = [GoalFocusInline, PlanningInline]
    change_form_template = "admin/rows_form.html"
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
        (_("For readers"), {"fields": ["sources", "note", *SEARCH]}),
    ]

    class Media:
        js = ["js/goals.js", "js/planned.js"]

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

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        expectations = [getattr(row, "expectation", None) for row in formset.forms]
        for message in told_terms(filter(None, expectations)):
            self.message_user(request, message)
