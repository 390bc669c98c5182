"""Columns of perspectives and goals."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column, field, joined
from programmes.lists.columns.keys import keys
from programmes.lists.columns.shared import address, letter_columns, on_site, origin, search, years
from programmes.models import Goal, Perspective

PERSPECTIVE = (
    *years(Perspective),
    field(Perspective, "titel", "title"),
    field(Perspective, "motto", "motto"),
    Column(
        "doelen",
        _("goals"),
        _("The titles of the goals, in the order of the perspective."),
        joined(Goal.objects.all(), "perspective", "title", "position"),
        kind="list",
    ),
    on_site(Perspective),
    *letter_columns(Perspective),
    field(Perspective, "samenvatting", "summary"),
    *origin(Perspective, "meerjarenperspectieven"),
    *search(Perspective),
    *keys(Perspective, brief_id="letter"),
)

GOAL = (
    field(Goal, "titel", "title"),
    Column(
        "perspectief",
        _("multi-year perspective"),
        _("The years of the perspective that the goal belongs to."),
        F("perspective__slug"),
        whole=True,
    ),
    field(Goal, "volgorde", "position"),
    field(Goal, "uitleg", "explanation"),
    address("doelen"),
    *keys(Goal, perspectief_id="perspective"),
)
