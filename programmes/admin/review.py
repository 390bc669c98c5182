from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from programmes.models import Review
from programmes.models.publication import published_models
from programmes.workflow.reviewing import PUBLISH


class NounFilter(admin.SimpleListFilter):
    """By noun, in the order of the names on screen."""

    title = _("kind of record")
    parameter_name = "noun"

    def lookups(self, request, model_admin):
        nouns = [(each._meta.model_name, each._meta.verbose_name) for each in published_models()]
        return sorted(nouns, key=lambda noun: str(noun[1]).lower())

    def queryset(self, request, queryset):
        return queryset.filter(noun=self.value()) if self.value() else queryset


class LogMixin:
    """The permissions of a log: only publicists read it, nobody changes it."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(PUBLISH)

    def has_add_permission(self, request, obj=None):
        return False

    has_module_permission = has_view_permission
    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Review)
class ReviewAdmin(LogMixin, admin.ModelAdmin):
    """The log of the reviews."""

    list_display = ("at", "record", "step", "by", "text")
    list_display_links = None
    list_filter = ("step", NounFilter)
    date_hierarchy = "at"
    search_fields = ("title", "text")
    list_select_related = ("by",)

    @admin.display(description=_("record"))
    def record(self, review):
        address = reverse(f"admin:programmes_{review.noun}_change", args=[review.record_id])
        return format_html('<a href="{}">{}</a>', address, review.title)
