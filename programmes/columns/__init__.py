"""What a list shows of each noun: declared once, for page, export and dictionary."""

from programmes.columns.activity import ACTIVITY, EVENT, FIELD
from programmes.columns.annual_report import ANNUAL_REPORT
from programmes.columns.column import Column
from programmes.columns.letter import LETTER, SIGNATORY
from programmes.columns.perspective import GOAL, PERSPECTIVE
from programmes.columns.programme import ADJUSTMENT, PROGRAMME

__all__ = [
    "ACTIVITY",
    "ADJUSTMENT",
    "ANNUAL_REPORT",
    "Column",
    "EVENT",
    "FIELD",
    "GOAL",
    "LETTER",
    "PERSPECTIVE",
    "PROGRAMME",
    "SIGNATORY",
]
