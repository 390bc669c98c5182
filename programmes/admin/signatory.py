from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from programmes.admin.record import PublishedAdmin
from programmes.models import Signatory


@admin.register(Signatory)
class SignatoryAdmin(PublishedAdmin):
    list_display = ("name", "state_badge", "office", "in_office_from", "in_office_until")
    search_fields = ("name", "office", "slug")
    fieldsets = [
        (
            None,
            {"fields": ["state_badge", "name", "office", ("in_office_from", "in_office_until")]},
        ),
        (_("For readers"), {"fields": ["slug", "sources", "note"]}),
    ]
