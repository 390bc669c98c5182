from django.contrib import admin

from programmes.admin.record import PublishedAdmin
from programmes.models import AnnualReport


@admin.register(AnnualReport)
class AnnualReportAdmin(PublishedAdmin):
    exclude = ("slug", *PublishedAdmin.exclude)
    list_display = ("title", "year", "published_on", "offered_on", "state_badge")
    search_fields = ("title", "slug")
    autocomplete_fields = ("letter",)
