"""Tags for the plan on the page of a programme."""

from django import template

from programmes.models.standing import Standing

register = template.Library()

TONES = {
    Standing.UNCHANGED: "neutral",
    Standing.ADDED: "active",
    Standing.ARRIVED: "active",
    Standing.NOT_YET: "neutral",
    Standing.POSTPONED: "warning",
    Standing.SLOWED: "warning",
    Standing.DROPPED: "ended",
    Standing.MOVED: "ended",
}


@register.inclusion_tag("components/badge.html")
def plan_badge(standing, label):
    """Render the badge of a `Standing`."""
    return {"label": label, "tone": TONES[standing]}
