"""Tags of the administration."""

from django import template
from django.urls import reverse

from programmes.intake.letters.answer import excerpt
from programmes.models import Delivery
from programmes.workflow.proposing import proposals_for
from programmes.workflow.worklist import admin_address, worklist

register = template.Library()


@register.inclusion_tag("admin/worklist.html", takes_context=True)
def my_worklist(context):
    """Render the work list of the user."""
    user = context["user"]
    return {"sections": worklist(user), "proposals": proposals_for(user)}


@register.simple_tag
def undelivered():
    """Return the number of messages to subscribers that were refused so far."""
    return Delivery.objects.failing().count()


@register.filter
def screen(record):
    """Return the URL of the change form of a record; for an unsaved report, the add form."""
    if record.pk:
        return admin_address(record)
    return f"{reverse(f'admin:programmes_{record._meta.model_name}_add')}?year={record.year}"


@register.filter
def read_from(fact):
    """Return the excerpt of a letter from which a fact was read."""
    return excerpt(fact)
