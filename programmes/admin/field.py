from django.contrib import admin

from programmes.admin.record import RefusalMixin
from programmes.admin.verbs import PUBLISH
from programmes.models import SupervisionField


@admin.register(SupervisionField)
class SupervisionFieldAdmin(RefusalMixin, admin.ModelAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ["name"]}

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.user.has_perm(PUBLISH) or not is_public(obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_public(obj)


def is_public(field):
    """Return whether the public sees this field, with some activity."""
    return field is not None and SupervisionField.objects.published().filter(pk=field.pk).exists()
