from django.contrib import admin

from programmes.admin.record import RecordAdmin
from programmes.models import SupervisionField
from programmes.workflow.reviewing import PUBLISH


@admin.register(SupervisionField)
class SupervisionFieldAdmin(RecordAdmin):
    """The screen of a field: it has no state, and is public with the activities in it."""

    fields = ("name", "slug")
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ["name"]}

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.user.has_perm(PUBLISH) or not has_been_public(obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not has_been_public(obj)


def has_been_public(field):
    return field is not None and field.has_been_public
