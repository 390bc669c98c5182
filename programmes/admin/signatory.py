from django.contrib import admin

from programmes.admin.record import PublishedAdmin
from programmes.models import Signatory


@admin.register(Signatory)
class SignatoryAdmin(PublishedAdmin):
    list_display = ("name", "state_badge", "office", "in_office_from", "in_office_until")
    search_fields = ("name", "office", "slug")
