"""The kinds of spreadsheets; a file of a list on the site can be imported too."""

from programmes.intake.sheets.kinds.activities import ACTIVITIES
from programmes.intake.sheets.kinds.documents import (
    ADJUSTMENTS,
    CONTINUATIONS,
    ELABORATIONS,
    GOALS,
    PERSPECTIVES,
    PROGRAMMES,
)
from programmes.intake.sheets.kinds.events import EVENTS
from programmes.intake.sheets.kinds.expectations import EXPECTATIONS
from programmes.intake.sheets.kinds.fields import FIELDS, GROUPS
from programmes.intake.sheets.kinds.letters import LETTERS, SIGNATORIES
from programmes.intake.sheets.kinds.results import ANNUAL_REPORTS, RESULTS
from programmes.models import SheetImport

Kind = SheetImport.Kind
LAYOUTS = {
    Kind.GROUPS: GROUPS,
    Kind.FIELDS: FIELDS,
    Kind.SIGNATORIES: SIGNATORIES,
    Kind.LETTERS: LETTERS,
    Kind.PERSPECTIVES: PERSPECTIVES,
    Kind.GOALS: GOALS,
    Kind.CONTINUATIONS: CONTINUATIONS,
    Kind.PROGRAMMES: PROGRAMMES,
    Kind.ELABORATIONS: ELABORATIONS,
    Kind.ACTIVITIES: ACTIVITIES,
    Kind.ADJUSTMENTS: ADJUSTMENTS,
    Kind.EVENTS: EVENTS,
    Kind.EXPECTATIONS: EXPECTATIONS,
    Kind.ANNUAL_REPORTS: ANNUAL_REPORTS,
    Kind.RESULTS: RESULTS,
}


def batch_of(sheet, may_change=None):
    """Return an empty `Batch` for rows of a `SheetImport`; `may_change` as in `Batch`."""
    layout = LAYOUTS[sheet.kind]
    return layout.batch(layout, sheet, may_change)
