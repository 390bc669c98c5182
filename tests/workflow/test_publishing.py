from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from programmes.models import State
from programmes.workflow.publishing import publish, together, withdraw
from tests import factories

pytestmark = pytest.mark.django_db
DRAFT = {"publish_at": None}


@pytest.fixture
def programme():
    """A draft programme of which nothing is public yet."""
    letter = factories.LetterFactory(**DRAFT)
    factories.SignatureFactory(letter=letter, signatory__publish_at=None)
    programme = factories.ProgrammeFactory(
        perspective=factories.PerspectiveFactory(**DRAFT), letter=letter, **DRAFT
    )
    factories.PlanningFactory(programme=programme, activity__publish_at=None)
    return programme


def test_a_programme_takes_along_what_its_reader_needs(programme):
    assert [each.noun for each in together(programme)] == [
        "werkprogramma",
        "meerjarenperspectief",
        "Kamerbrief",
        "toezichtactiviteit",
        "ondertekenaar",
    ]
    records = publish(programme)
    assert {each.state for each in records} == {State.PUBLISHED}


def test_all_that_is_missing_is_named_at_once(programme):
    programme.summary = ""
    programme.letter.recipient = ""
    with pytest.raises(ValidationError) as refusal:
        publish(programme)
    assert refusal.value.messages == [
        "Werkprogramma 2024 kan nog niet openbaar worden. Er ontbreekt: samenvatting.",
        f"{programme.letter} kan nog niet openbaar worden. Er ontbreekt: geadresseerde.",
    ]
    assert programme.perspective.state == State.CONCEPT


def test_scheduling_is_publishing_at_a_moment_to_come(programme):
    moment = timezone.now() + timedelta(days=1)
    publish(programme, moment)
    assert (programme.state, programme.publish_at) == (State.SCHEDULED, moment)


def test_what_is_public_stays_as_it_is_when_more_is_published(programme):
    programme.perspective.publish_at = factories.LONG_AGO
    programme.perspective.save()
    publish(programme)
    programme.perspective.refresh_from_db()
    assert programme.perspective.publish_at == factories.LONG_AGO


def test_a_draft_is_not_withdrawn(programme):
    with pytest.raises(ValidationError, match="Werkprogramma 2024 is niet openbaar."):
        withdraw(programme, "Daarom.")
