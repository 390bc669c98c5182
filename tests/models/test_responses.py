"""A policy response that is dated before its report raises a question."""

import pytest

from programmes.models.responses import early_responses, question
from tests import factories


@pytest.mark.parametrize(
    ("report", "response", "early"),
    [
        (("2024-06-01", "dag"), ("2024-05-31", "dag"), True),
        (("2024-06-01", "dag"), ("2024-06-01", "dag"), False),
        (("2024-06-01", "dag"), ("2024-05-01", "maand"), True),
        (("2024-06-15", "dag"), ("2024-06-01", "maand"), False),
        (("2024-01-01", "jaar"), ("2024-03-01", "dag"), False),
        ((None, None), ("2024-03-01", "dag"), False),
    ],
)
def test_only_a_response_that_is_certainly_earlier_is_asked_about(db, report, response, early):
    activity = factories.ActivityFactory(title="verblijf")
    for kind, (day, precision) in {"rapport": report, "beleidsreactie": response}.items():
        factories.EventFactory(activity=activity, kind=kind, date=day, date_precision=precision)
    found = [question(each) for each in early_responses([activity])]
    assert bool(found) == early
    assert all(text.startswith("verblijf: de beleidsreactie van ") for text in found)
