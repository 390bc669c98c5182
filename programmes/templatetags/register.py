"""Filters and tags that templates of the register use everywhere."""

from django import template
from django.utils.html import format_html

from programmes.models import Status

register = template.Library()

TONES = {
    Status.PLANNED: "neutral",
    Status.RUNNING: "active",
    Status.DELAYED: "warning",
    Status.DROPPED: "ended",
    Status.REPORTED: "ok",
    Status.FINISHED: "ok",
    Status.UNKNOWN: "neutral",
}


@register.filter
def public(record):
    """Return the record when the public may see it, else None."""
    return record if record is not None and record.is_public else None


@register.filter
def known(value):
    """Return the value, or the words "niet bekend" where there is none."""
    if value in (None, "", []):
        return format_html('<span class="unknown">{}</span>', "niet bekend")
    return value


@register.inclusion_tag("components/badge.html")
def status_badge(status):
    """Show what is known of an activity."""
    return {"label": Status(status).label, "tone": TONES[status]}
