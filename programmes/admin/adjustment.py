from django.contrib import admin

from programmes.admin.record import PublishedAdmin, StateFilter
from programmes.models import Adjustment


@admin.register(Adjustment)
class AdjustmentAdmin(PublishedAdmin):
    list_display = ("__str__", "programme", "date", "reason", "state_badge")
    list_filter = (StateFilter, "reason", "programme")
    list_select_related = ("programme",)
    search_fields = ("explanation", "slug", "programme__title")
    autocomplete_fields = ("programme", "letter")
