from django.contrib import admin

from programmes.admin.record import PartInline, PublishedAdmin, RecordAdmin
from programmes.models import Goal, Perspective


class GoalInline(PartInline, admin.StackedInline):
    model = Goal
    fields = ("position", "title", "explanation")


@admin.register(Perspective)
class PerspectiveAdmin(PublishedAdmin):
    inlines = [GoalInline]
    exclude = ("slug", *PublishedAdmin.exclude)
    list_display = ("title", "years", "published_on", "state_badge")
    search_fields = ("title", "slug")
    autocomplete_fields = ("letter",)


@admin.register(Goal)
class GoalAdmin(RecordAdmin):
    list_display = ("title", "perspective", "position")
    list_filter = ("perspective",)
    list_select_related = ("perspective",)
    search_fields = ("title", "perspective__title", "perspective__slug")
    autocomplete_fields = ("perspective", "continues")
