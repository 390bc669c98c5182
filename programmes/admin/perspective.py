from django.contrib import admin
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.admin.proposing import is_proposing
from programmes.admin.record import SEARCH, PartInline, PublishedAdmin, RecordAdmin
from programmes.admin.record_form import NumberedForm
from programmes.models import Goal, Perspective, State
from programmes.models.record import in_state
from programmes.workflow.reviewing import PUBLISH


class GoalFormSet(BaseInlineFormSet):
    def get_unique_error_message(self, unique_check):
        return gettext("Two goals have the same position.")


class GoalInline(PartInline, admin.StackedInline):
    model, form, formset = Goal, NumberedForm, GoalFormSet
    fields = ("position", "title", "explanation")
    empty_rows = 4


@admin.register(Perspective)
class PerspectiveAdmin(PublishedAdmin):
    inlines = [GoalInline]
    list_display = ("title", "state_badge", "in_years", "published_on")
    search_fields = ("title", "slug")
    fieldsets = [
        (None, {"fields": ["state_badge", ("first_year", "last_year")]}),
        (_("What it says"), {"fields": ["title", "motto", "summary"]}),
        (_("Dates and letter"), {"fields": ["published_on", "offered_on", "letter"]}),
        (_("For readers"), {"fields": ["sources", "note", *SEARCH]}),
    ]


@admin.register(Goal)
class GoalAdmin(RecordAdmin):
    list_display = ("title", "perspective", "position")
    list_filter = ("perspective",)
    list_select_related = ("perspective",)
    search_fields = ("title", "perspective__title", "perspective__slug")
    fieldsets = [
        (None, {"fields": ["perspective", "position", "title", "explanation", "continues"]}),
        (_("For readers"), {"fields": ["slug"]}),
    ]

    def asks_why(self, request, obj):
        """Also for a new goal: its perspective may be public."""
        return super().asks_why(request, obj) if obj else request.user.has_perm(PUBLISH)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer editors draft perspectives only: a goal of a public one is public at once."""
        lets_public = request.user.has_perm(PUBLISH) or is_proposing(request)
        if db_field.name == "perspective" and not lets_public:
            kwargs["queryset"] = Perspective.objects.filter(in_state(State.CONCEPT))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
