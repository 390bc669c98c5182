"""The inspectorate in templates (a builtin, see settings)."""

from django import template
from django.conf import settings
from django.template.base import TextNode
from django.urls import reverse
from django.utils.html import escape, format_html

register = template.Library()


@register.tag
def organisation(parser, token):
    """Write an attribute of the organisation, such as "name", into the template as it compiles."""
    _tag, name = token.split_contents()
    return TextNode(escape(getattr(settings.ORGANISATION, name.strip('"'))))


@register.simple_tag
def house_style():
    """Link the style sheet with the design tokens of the organisation, when it has its own.

    As the page is rendered: a template that compiles in a preview is kept for all other pages.
    """
    if not settings.ORGANISATION.tokens:
        return ""
    return format_html('<link rel="stylesheet" href="{}">', reverse("house-style"))
