from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from programmes.admin import (  # each registers its screens
    activity,
    adjustment,
    annual_report,
    field,
    incoming,
    letter,
    notice,
    perspective,
    programme,
    public_change,
    redaction,
    review,
    sheet_import,
    signatory,
)

admin.site.site_header = _("Register of work programmes")
admin.site.site_title = _("Register of work programmes")
admin.site.index_title = _("What do you want to do?")
