"""Nothing of what is sent back or cancelled becomes public by the clock, whoever orders it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from programmes.models import State
from programmes.models.publication import published_models
from programmes.models.record import in_state
from programmes.workflow.along import scheduled_with
from programmes.workflow.publishing import publish, send_back
from tests import factories
from tests.clock import later_than_now, wait_until
from tests.models.refusals import refused_by_orm
from tests.surfaces import everything

DRAFT = {"publish_at": None}


def letter(number):
    """Return a draft letter with a file, signed by a draft signatory; all named [stil]."""
    file = SimpleUploadedFile(f"stil-{number}.pdf", b"%PDF-1.7 [stil]")
    letter = factories.LetterFactory(
        subject="[stil]", reference=f"[stil] {number}", file=file, **DRAFT
    )
    signatory = factories.SignatoryFactory(name=f"[stil] {number}", **DRAFT)
    factories.SignatureFactory(letter=letter, signatory=signatory)
    return letter


def activity(**planned):
    activity = factories.ActivityFactory(title="[stil]", summary="[stil]", **DRAFT)
    factories.PlanningFactory(activity=activity, **planned)
    return activity


def documents(year=2024):
    """Return a draft of each document with all that goes along with it; all named [stil]."""
    frame = factories.PerspectiveFactory(
        first_year=year, last_year=year, title="[stil]", letter=letter(f"{year}-1"), **DRAFT
    )
    programme = factories.ProgrammeFactory(
        first_year=year, title="[stil]", perspective=frame, letter=letter(f"{year}-2"), **DRAFT
    )
    activity(programme=programme)
    old = factories.ProgrammeFactory(first_year=year - 10)
    adjustment = factories.AdjustmentFactory(
        programme=old, explanation="[stil]", letter=letter(f"{year}-3"), **DRAFT
    )
    activity(programme=old, adjustment=adjustment)
    report = factories.AnnualReportFactory(
        year=year, title="[stil]", letter=letter(f"{year}-4"), **DRAFT
    )
    return [programme, adjustment, report]


def execute(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def by_sql(change):
    """Return the order that changes each of the documents."""

    def order(documents, publicist):
        for each in documents:
            execute(f"UPDATE {each._meta.db_table} SET {change} WHERE id = %s", each.pk)  # noqa: S608

    return order


def by_verb(documents, publicist):
    for each in documents:
        send_back(each, publicist, "Stop: onder embargo.")


ORDERS = [
    by_verb,
    by_sql("publish_at = NULL"),
    by_sql("publish_at = publish_at + interval '1 day'"),
    by_sql("publish_at = NULL, letter_id = NULL"),
]


@pytest.mark.django_db(transaction=True)
def test_what_is_cancelled_shows_nowhere_at_its_moment(client, publicist):
    begin = timezone.now()
    made = [documents(2024 - number) for number, _order in enumerate(ORDERS)]
    moment = later_than_now(begin)
    for order, records in zip(ORDERS, made, strict=True):
        for each in records:
            publish(each, moment)
        order(records, publicist)
    assert timezone.now() < moment
    wait_until(moment)
    assert [name for name, text in everything(client).items() if "[stil]" in text] == []


@pytest.fixture
def scheduled(db):
    """The documents, scheduled for tomorrow."""
    made, moment = documents(), timezone.now() + timedelta(days=1)
    for each in made:
        publish(each, moment)
    return made


def states(*records):
    for each in records:
        each.refresh_from_db()
    return [each.state for each in records]


def all_scheduled():
    return {
        record
        for model in published_models()
        for record in model.objects.filter(in_state(State.SCHEDULED))
    }


def test_the_list_names_what_the_triggers_take_back(scheduled):
    for each in scheduled:
        before, along = all_scheduled(), scheduled_with(each)
        by_sql("publish_at = NULL")([each], None)
        assert before - all_scheduled() == {each, *along}


def test_what_something_else_brings_along_too_stays_scheduled(scheduled):
    programme, _adjustment, report = scheduled
    shared = programme.letter
    by_sql(f"letter_id = {shared.pk}")([report], None)
    report.refresh_from_db()
    publish(report, programme.publish_at)
    by_sql("publish_at = NULL")([programme], None)
    assert states(programme, shared, report) == [
        State.CONCEPT,
        State.SCHEDULED,
        State.SCHEDULED,
    ]


def test_a_letter_that_is_no_longer_referred_to_is_a_draft(scheduled):
    _programme, _adjustment, report = scheduled
    was = report.letter
    by_sql("letter_id = NULL")([report], None)
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
    by_sql("publish_at = now()")([report], None)
    assert states(report, report.letter) == [State.PUBLISHED, State.PUBLISHED]


def test_what_is_scheduled_is_not_deleted(scheduled):
    report = scheduled[-1]
    assert refused_by_orm(report.delete) == (
        "Wat is ingepland, kan niet worden verwijderd. Stuur het eerst terug."
    )
