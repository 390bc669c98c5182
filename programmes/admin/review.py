from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from programmes.admin.verbs import PUBLISH
from programmes.models import Review


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin):
    """Who let what through, for publicists to look back at; nobody changes it."""

    list_display = ("at", "record", "step", "by", "text")
    list_display_links = None
    list_filter = ("step", "noun")
    date_hierarchy = "at"
    search_fields = ("title", "text")
    list_select_related = ("by",)

    @admin.display(description=_("record"))
    def record(self, review):
        address = reverse(f"admin:programmes_{review.noun}_change", args=[review.record_id])
        return format_html('<a href="{}">{}</a>', address, review.title)

    def has_module_permission(self, request):
        return request.user.has_perm(PUBLISH)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(PUBLISH)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
