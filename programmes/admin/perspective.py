from django.contrib import admin
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from programmes.admin.record import PartInline, PublishedAdmin, RecordAdmin
from programmes.admin.verbs import PUBLISH
from programmes.models import Goal, Perspective, State
from programmes.models.record import in_state


class GoalFormSet(BaseInlineFormSet):
    def get_unique_error_message(self, unique_check):
        return _("Two goals have the same position.")


class GoalInline(PartInline, admin.StackedInline):
    model = Goal
    formset = GoalFormSet
    fields = ("position", "title", "explanation")


@admin.register(Perspective)
class PerspectiveAdmin(PublishedAdmin):
    inlines = [GoalInline]
    exclude = ("slug", *PublishedAdmin.exclude)
    list_display = ("title", "state_badge", "in_years", "published_on")
    search_fields = ("title", "slug")
    autocomplete_fields = ("letter",)


@admin.register(Goal)
class GoalAdmin(RecordAdmin):
    list_display = ("title", "perspective", "position")
    list_filter = ("perspective",)
    list_select_related = ("perspective",)
    search_fields = ("title", "perspective__title", "perspective__slug")
    autocomplete_fields = ("perspective", "continues")

    def asks_why(self, request, obj):
        """Ask for a new goal too: its perspective may be public."""
        return super().asks_why(request, obj) if obj else request.user.has_perm(PUBLISH)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Let only publicists add to a perspective that is public: its goals are public at once."""
        if db_field.name == "perspective" and not request.user.has_perm(PUBLISH):
            kwargs["queryset"] = Perspective.objects.filter(in_state(State.CONCEPT))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
