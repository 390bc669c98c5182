"""Nothing of what is sent back or cancelled becomes public by the clock, whoever orders it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.models import State
from programmes.workflow.along import scheduled_with
from programmes.workflow.publishing import publish
from tests.models.refusals import refused_by_orm
from tests.packages import documents, execute, in_states, order


@pytest.fixture
def scheduled(db):
    """The documents, scheduled for tomorrow."""
    programme, _frame, *others = documents(publish_at=None)
    for each in (programme, *others):
        publish(each, timezone.now() + timedelta(days=1))
    return [programme, *others]


def states(*records):
    for each in records:
        each.refresh_from_db()
    return [each.state for each in records]


def test_the_list_names_what_the_triggers_take_back(scheduled):
    for each in scheduled:
        before, along = in_states(State.SCHEDULED), scheduled_with(each)
        order([each], "publish_at = NULL")
        assert before - in_states(State.SCHEDULED) == {each, *along}


def test_what_something_else_brings_along_too_stays_scheduled(scheduled):
    programme, _adjustment, report = scheduled
    shared = programme.letter
    order([report], f"letter_id = {shared.pk}")
    report.refresh_from_db()
    publish(report, programme.publish_at)
    order([programme], "publish_at = NULL")
    assert states(programme, shared, report) == [
        State.CONCEPT,
        State.SCHEDULED,
        State.SCHEDULED,
    ]


def test_a_letter_that_is_no_longer_referred_to_is_a_draft(scheduled):
    _programme, _adjustment, report = scheduled
    was = report.letter
    order([report], "letter_id = NULL")
    assert states(report, was) == [State.CONCEPT, State.CONCEPT]


@pytest.mark.parametrize("part", ["planning", "signature"])
def test_a_record_that_is_no_longer_linked_is_a_draft(scheduled, part):
    programme, adjustment, _report = scheduled
    added = [each.plannings.get().activity for each in (programme, adjustment)]
    signing = programme.letter.signatures.get().signatory
    execute(f"DELETE FROM programmes_{part}")  # noqa: S608
    left = {"planning": added, "signature": [signing]}[part]
    assert {*states(*left)} == {State.CONCEPT}


def test_what_is_published_at_once_by_sql_takes_along_the_rest(scheduled):
    _programme, _adjustment, report = scheduled
    order([report], "publish_at = now()")
    assert states(report, report.letter) == [State.PUBLISHED, State.PUBLISHED]


def test_what_is_scheduled_is_not_deleted(scheduled):
    report = scheduled[-1]
    assert refused_by_orm(report.delete) == (
        "Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug."
    )
