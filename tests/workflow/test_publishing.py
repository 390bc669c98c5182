from datetime import timedelta

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from programmes.models import State
from programmes.workflow.along import together
from programmes.workflow.publishing import publish, send_back, withdraw
from programmes.workflow.reviewing import submit
from programmes.workflow.versions import content_versions, name_of
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
    programme.letter.date = None
    programme.letter.save()
    with pytest.raises(ValidationError) as refusal:
        publish(programme)
    assert refusal.value.messages == [
        "Werkprogramma 2024 kan nog niet openbaar worden. Er ontbreekt: samenvatting.",
        f"{programme.letter} kan nog niet openbaar worden. Er ontbreekt: datum.",
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


def test_what_is_scheduled_earlier_keeps_its_moment(programme):
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    publish(programme.perspective, soon)
    publish(programme, later)
    programme.perspective.refresh_from_db()
    assert programme.perspective.publish_at == soon


def test_a_draft_is_not_withdrawn(programme):
    with pytest.raises(ValidationError, match="Werkprogramma 2024 is niet openbaar."):
        withdraw(programme, "Daarom.")


def test_what_was_scheduled_along_is_a_draft_again_when_the_document_is_sent_back(
    programme, publicist
):
    moment = timezone.now() + timedelta(days=1)
    records = publish(programme, moment)
    assert {*send_back(programme, publicist, "Stop: onder embargo.")} == {*records}
    for each in records:
        each.refresh_from_db()
    assert {each.state for each in records} == {State.CONCEPT}


def test_what_goes_along_with_another_document_too_stays_scheduled(programme, publicist):
    moment = timezone.now() + timedelta(days=1)
    publish(programme, moment)
    other = factories.AnnualReportFactory(letter=programme.letter, **DRAFT)
    publish(other, moment)
    send_back(programme, publicist, "Stop: onder embargo.")
    letter, perspective = programme.letter, programme.perspective
    for each in (letter, perspective, other):
        each.refresh_from_db()
    assert [letter.state, perspective.state, other.state] == [
        State.SCHEDULED,
        State.CONCEPT,
        State.SCHEDULED,
    ]


def test_the_page_of_sending_back_says_what_goes_back_and_what_stays(programme, as_publicist):
    publish(programme.letter)
    publish(programme, timezone.now() + timedelta(days=1))
    address = f"/beheer/programmes/workprogramme/terugsturen/?ids={programme.pk}"
    text = as_publicist.get(address).text
    back = text[text.index("Dit wordt ook weer een concept") : text.index("Dit verandert niet")]
    stays = text[text.index("Dit verandert niet") :]
    perspective, letter = str(programme.perspective), escape(str(programme.letter))
    assert [perspective in back, letter in back, letter in stays] == [True, False, True]
    assert "was al openbaar" in stays


def test_publishing_sends_as_many_queries_for_many_activities_as_for_one(redacteur, publicist):
    perspective = factories.PerspectiveFactory(first_year=2031, last_year=2034)
    numbers = []
    for year, count in ((2031, 1), (2032, 6)):
        with pghistory.context(user=redacteur.pk):
            programme = factories.ProgrammeFactory(
                first_year=year, last_year=year, perspective=perspective, **DRAFT
            )
            factories.PlanningFactory.create_batch(
                count, programme=programme, activity__publish_at=None
            )
        submit(programme, redacteur, "Klaar.")
        seen = {
            name_of(each): version
            for each, version in content_versions(together(programme)).items()
        }
        with CaptureQueriesContext(connection) as queries:
            assert len(publish(programme, by=publicist, seen=seen)) == count + 1
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
