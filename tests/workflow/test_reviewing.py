"""The steps of the review refuse a record in another state, and a step without an explanation."""

import pytest
from django.core.exceptions import ValidationError

from programmes.workflow.publishing import send_back
from programmes.workflow.reviewing import submit
from tests import factories

DRAFT, PUBLIC = {"publish_at": None}, {}


@pytest.fixture
def report(request, db):
    return factories.AnnualReportFactory(title="Jaarbericht 2024", **request.param)


def refused(step, *arguments):
    """Return the messages with which a step is refused."""
    with pytest.raises(ValidationError) as refusal:
        step(*arguments)
    return refusal.value.messages


@pytest.mark.parametrize("report", [PUBLIC], indirect=True)
def test_only_a_draft_is_submitted(report, redacteur):
    assert refused(submit, report, redacteur, "Klaar.") == ["Jaarbericht 2024 is geen concept."]


@pytest.mark.parametrize("report", [DRAFT], indirect=True)
def test_a_draft_is_submitted_once_and_with_an_explanation(report, redacteur):
    assert refused(submit, report, redacteur, " ") == ["Leg deze stap uit."]
    submit(report, redacteur, "Klaar.")
    assert refused(submit, report, redacteur, "Klaar.") == [
        "Jaarbericht 2024 wacht al op controle."
    ]


@pytest.mark.parametrize("report", [DRAFT, PUBLIC], indirect=True)
def test_only_what_waits_for_review_is_sent_back(report, publicist):
    assert refused(send_back, report, publicist, "Bron?") == [
        "Jaarbericht 2024 wacht niet op controle."
    ]
