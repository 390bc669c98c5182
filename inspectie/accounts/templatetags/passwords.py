"""How a member of the staff gets a new password."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_is_sent():
    return bool(settings.EMAIL_URL)


@register.simple_tag
def accounts_contact():
    return settings.ACCOUNTS_CONTACT
