"""Columns of annual reports."""

from django.db.models import CharField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column, field, joined
from programmes.lists.columns.keys import keys
from programmes.lists.columns.shared import letter_columns, on_site, origin, search
from programmes.models import AnnualReport, GoalResult, State
from programmes.models.record import in_state

ANNUAL_REPORT = (
    field(AnnualReport, "jaar", "year"),
    field(AnnualReport, "titel", "title"),
    on_site(AnnualReport),
    *letter_columns(AnnualReport),
    field(AnnualReport, "samenvatting", "summary"),
    Column(
        "resultaten",
        _("results for goals"),
        _("What the report tells of each goal: the title of the goal, a colon, the result."),
        joined(
            GoalResult.objects.filter(in_state(State.PUBLISHED, "goal__perspective__")),
            "report",
            Concat("goal__title", Value(": "), "text", output_field=CharField()),
            "goal__perspective__first_year",
            "goal__position",
        ),
        kind="list",
    ),
    *origin(AnnualReport, "jaarberichten"),
    *search(AnnualReport),
    field(AnnualReport, "voorganger", "predecessor"),
    *keys(AnnualReport, brief_id="letter"),
)
