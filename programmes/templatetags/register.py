"""Filters that templates of the register use everywhere."""

from django import template

register = template.Library()


@register.filter
def public(record):
    """Return the record when the public may see it, else None."""
    return record if record is not None and record.is_public else None
