"""Validation of records without their required fields, as an empty form sends them."""

import pytest

from programmes.models import (
    AnnualReport,
    GoalFocus,
    GoalResult,
    Perspective,
    WorkProgramme,
)
from tests.models.refusals import refused_by_form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("record", "required"),
    [
        (AnnualReport(), {"year"}),
        (Perspective(), {"first_year", "last_year"}),
        (WorkProgramme(), {"first_year", "last_year"}),
        (GoalFocus(programme=WorkProgramme()), {"programme", "goal", "text"}),
        (GoalResult(report=AnnualReport()), {"report", "goal", "text"}),
    ],
)
def test_only_the_required_fields_are_refused(record, required):
    assert set(refused_by_form(record)) == required
