from django.contrib import admin

from programmes.admin.record import RefusalMixin
from programmes.models import SupervisionField


@admin.register(SupervisionField)
class SupervisionFieldAdmin(RefusalMixin, admin.ModelAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ["name"]}
