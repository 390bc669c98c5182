"""The inspectorate in templates (a builtin, see settings)."""

from django import template
from django.conf import settings
from django.template.base import TextNode
from django.urls import reverse
from django.utils.html import escape

register = template.Library()


@register.tag
def organisation(parser, token):
    """Write an attribute of the organisation, such as "name", into the template as it compiles."""
    _tag, name = token.split_contents()
    return TextNode(escape(getattr(settings.ORGANISATION, name.strip('"'))))


@register.tag
def house_style(parser, token):
    """Link the style sheet with the design tokens of the organisation, when it has its own."""
    link = f'<link rel="stylesheet" href="{reverse("house-style")}">'
    return TextNode(link if settings.ORGANISATION.tokens else "")
