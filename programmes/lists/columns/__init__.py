"""The columns of each noun, declared once for page, files, API and data dictionary."""

from programmes.lists.columns.activity import ACTIVITY, EVENT, FIELD, GROUP, WHEN
from programmes.lists.columns.annual_report import ANNUAL_REPORT
from programmes.lists.columns.column import Column
from programmes.lists.columns.dates import DATES
from programmes.lists.columns.due import DUE, OVERDUE, TERM
from programmes.lists.columns.keys import IDENTITY
from programmes.lists.columns.letter import LETTER, SIGNATORY, SIGNED_BY
from programmes.lists.columns.links import (
    ACTIVITY_FIELD,
    ACTIVITY_GOAL,
    EXPECTED,
    GOAL_CONTINUATION,
    GOAL_FOCUS,
    GOAL_RESULT,
    PLANNING,
    SIGNATURE,
    SIGNED_LETTER,
)
from programmes.lists.columns.perspective import GOAL, PERSPECTIVE
from programmes.lists.columns.programme import ADJUSTMENT, PROGRAMME
