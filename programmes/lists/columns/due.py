"""Columns of what is due: the open expectations."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from programmes.lists.columns.column import Column
from programmes.lists.columns.links import EXPECTED


def days_overdue(text):
    """Return a number of days ("34", or "0" for a term to come) as text for people."""
    days = int(text)
    if not days:
        return _("not yet")
    return ngettext("%(days)s day (derived)", "%(days)s days (derived)", days) % {"days": days}


DUE = (
    *EXPECTED,
    Column(
        "dagen_over_tijd",
        _("days overdue"),
        _("The days since the last day of the term; empty when that is still to come."),
        F("days_over"),
        kind="number",
        whole=True,
    ),
)
# Of the page only.
TERM = Column(
    "termijn",
    _("term"),
    _("The words of the source, or the rule of six weeks."),
    Case(
        When(by_rule=True, then=Value("regel")),
        default=F("words"),
        output_field=CharField(),
    ),
    reading=lambda words: _("six weeks after the report (derived)") if words == "regel" else words,
)
OVERDUE = Column(
    "over_tijd",
    _("overdue"),
    _("The days since the last day of the term, or that this is still to come."),
    Case(
        When(last_day__isnull=False, then=Cast(Coalesce("days_over", 0), CharField())),
    ),
    whole=True,
    reading=days_overdue,
)
