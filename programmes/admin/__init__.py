from allauth.account.models import EmailAddress
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from programmes.admin import (  # noqa: F401, each registers its screens
    activity,
    adjustment,
    annual_report,
    field,
    incoming,
    letter,
    perspective,
    programme,
    review,
    signatory,
)

# Accounts here have a user name, no address to sign in with.
admin.site.unregister(EmailAddress)
admin.site.site_header = _("Register of work programmes")
admin.site.site_title = _("Register of work programmes")
admin.site.index_title = _("What do you want to do?")
