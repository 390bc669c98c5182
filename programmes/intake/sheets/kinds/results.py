"""Spreadsheets of annual reports, and of what they tell of goals."""

from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.kinds.documents import FRAMED_GOALS, LETTER, named, offered
from programmes.intake.sheets.kinds.staff import STATE
from programmes.intake.sheets.layout import Layout, numbered, unread
from programmes.intake.sheets.linked import Linked
from programmes.lists import columns
from programmes.models import AnnualReport, GoalResult


def covers_year(result, goal):
    """Return whether the perspective of a goal covers the year of the report of a result."""
    frame = goal.perspective
    return bool(result.report_id) and frame.first_year <= result.report.year <= frame.last_year


ANNUAL_REPORTS = Layout(
    model=AnnualReport,
    columns=offered(columns.ANNUAL_REPORT, "resultaten"),
    batch=Batch,
    order=("year", "slug"),
    needed=("jaar",),
    identity=("jaar", "voorganger"),
    once=("predecessor", "year"),
    links={"brief": LETTER},
    staff=(STATE,),
)
RESULTS = Layout(
    model=GoalResult,
    columns=unread(numbered(columns.GOAL_RESULT), "adres"),
    batch=Batch,
    order=("report__year", "report__slug", "goal__position", "pk"),
    key="id",
    path="pk",
    needed=("jaar", "doel", "resultaat"),
    identity=("jaar", "doel"),
    links={
        "jaar": Linked("report", AnnualReport.objects.all()),
        "doel": Linked("goal", FRAMED_GOALS, ("title", "slug"), covers_year),
    },
    owner="jaar",
    # A predecessor's report of the same year has a longer address.
    staff=(named(columns.GOAL_RESULT, "jaar", "report", kind="text"),),
)
