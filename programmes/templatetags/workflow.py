"""Tags that the screens of the staff use."""

from django import template

from programmes.admin.worklist import worklist

register = template.Library()


@register.inclusion_tag("admin/worklist.html", takes_context=True)
def my_worklist(context):
    """Show what waits for the person who is signed in."""
    return {"sections": worklist(context["user"])}
