"""Tags that the screens of the staff use."""

from django import template
from django.urls import reverse

from programmes.intake.letters.answer import excerpt
from programmes.workflow.worklist import admin_address, worklist

register = template.Library()


@register.inclusion_tag("admin/worklist.html", takes_context=True)
def my_worklist(context):
    """Show what waits for the person who is signed in."""
    return {"sections": worklist(context["user"])}


@register.filter
def screen(record):
    """Return the address of the screen of a record; of an annual report to be made, a new one."""
    if record.pk:
        return admin_address(record)
    return f"{reverse(f'admin:programmes_{record._meta.model_name}_add')}?year={record.year}"


@register.filter
def read_from(fact):
    """Return the words of a letter that a fact was read from, in short."""
    return excerpt(fact)
