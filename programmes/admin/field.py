from django.contrib import admin

from programmes.admin.record import RecordAdmin
from programmes.models import SupervisionField


@admin.register(SupervisionField)
class SupervisionFieldAdmin(RecordAdmin):
    fields = list_display = search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ["name"]}
