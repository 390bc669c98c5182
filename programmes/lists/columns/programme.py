"""Columns of work programmes and adjustments."""

from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column, field, of_public
from programmes.lists.columns.keys import keys
from programmes.lists.columns.shared import letter_columns, on_site, origin, search, years
from programmes.models import Adjustment, WorkProgramme

PROGRAMME = (
    *years(WorkProgramme),
    field(WorkProgramme, "titel", "title"),
    field(WorkProgramme, "motto", "motto"),
    Column(
        "perspectief",
        _("multi-year perspective"),
        _("The years of the perspective that the programme belongs to."),
        of_public("perspective", "slug"),
        whole=True,
    ),
    field(WorkProgramme, "vastgesteld", "adopted_on"),
    field(WorkProgramme, "goedgekeurd", "approved_on"),
    on_site(WorkProgramme),
    *letter_columns(WorkProgramme),
    field(WorkProgramme, "samenvatting", "summary"),
    *origin(WorkProgramme, "werkprogrammas"),
    field(WorkProgramme, "activiteiten_bekend", "coverage"),
    field(
        WorkProgramme,
        "activiteiten_gelezen_in",
        "coverage_note",
        description=_("The source that the activities were read in, where that is known."),
    ),
    *search(WorkProgramme),
    *keys(WorkProgramme, perspectief_id="perspective", brief_id="letter"),
)

ADJUSTMENT = (
    Column(
        "werkprogramma",
        _("work programme"),
        _("The years of the programme that is adjusted."),
        of_public("programme", "slug"),
        whole=True,
    ),
    field(Adjustment, "datum", "date"),
    field(Adjustment, "reden", "reason"),
    field(Adjustment, "uitleg", "explanation"),
    *letter_columns(Adjustment),
    *origin(Adjustment, "bijstellingen"),
    *search(Adjustment),
    *keys(Adjustment, werkprogramma_id="programme", brief_id="letter"),
)
