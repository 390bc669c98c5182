from django.contrib import admin

from programmes.admin.record import RecordAdmin
from programmes.models import FieldGroup, SupervisionField


@admin.register(SupervisionField)
class SupervisionFieldAdmin(RecordAdmin):
    fields = list_display = ("name", "slug", "group")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ["name"]}


@admin.register(FieldGroup)
class FieldGroupAdmin(RecordAdmin):
    fields = list_display = search_fields = ("name", "slug")
    # A group has no page of its own.
    view_on_site = False
    prepopulated_fields = {"slug": ["name"]}
