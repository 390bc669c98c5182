"""The rule of four eyes in Python and in the trigger agree, whatever the history of a draft."""

from itertools import product

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from programmes.models import Review
from programmes.workflow.publishing import publish
from programmes.workflow.reviewing import note
from tests import factories
from tests.factories import member

Step = Review.Step
# Each part of a history: what was done, in this order, and by whom; None is nobody.
CHANGED = AGREED = (None, "riet", "paul")
CHANGED_AFTER = (None, "riet", "paul")
APPROVERS = ("riet", "paul")
HISTORIES = list(product(CHANGED, AGREED, CHANGED_AFTER, APPROVERS))


@pytest.fixture
def people(db):
    return {"riet": member("riet", "publicist"), "paul": member("paul", "publicist"), None: None}


def change(report, user, title):
    with pghistory.context(user=user.pk):
        type(report).objects.filter(pk=report.pk).update(title=title)


def accepts(act, error):
    """Return whether an act passes; nothing of it is kept."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except error:
        return False
    return True


def by_python(report, by):
    publish(report, by=by)


def by_sql(report, by):
    note(report, Step.APPROVED, by)
    with pghistory.context(user=by.pk, verb=True):
        type(report).objects.filter(pk=report.pk).update(publish_at=factories.LONG_AGO)


def test_python_and_the_trigger_agree(people):
    for year, history in enumerate(HISTORIES, 2000):
        changed, agreed, after, approver = (people[name] for name in history)
        with pghistory.context(user=changed and changed.pk):
            report = factories.AnnualReportFactory(year=year, publish_at=None)
        note(report, Step.SUBMITTED, people["riet"], "Klaar.")
        if agreed:
            note(report, Step.AGREED, agreed)
        if after:
            change(report, after, "Daarna")
        report.refresh_from_db()
        allowed = accepts(lambda: by_python(report, approver), ValidationError)  # noqa: B023
        stored = accepts(lambda: by_sql(report, approver), IntegrityError)  # noqa: B023
        assert (allowed, stored) == (expected(*history),) * 2, history


def expected(changed, agreed, after, approver):
    """Return what the rule says: another than the last changer saw this version."""
    last = after or changed
    seen = {approver} | ({agreed} if agreed and not after else set())
    return bool(seen - {last})


def test_an_approval_of_an_older_version_lets_nothing_through(people):
    report = factories.AnnualReportFactory(publish_at=None)
    note(report, Step.APPROVED, people["paul"])
    change(report, people["riet"], "Anders")
    refused = pytest.raises(IntegrityError, match="nadat een ander het controleerde")
    with pghistory.context(user=people["paul"].pk, verb=True), refused:
        type(report).objects.update(publish_at=factories.LONG_AGO)


def test_a_change_together_with_the_publication_is_refused(people):
    report = factories.AnnualReportFactory(publish_at=None)
    note(report, Step.APPROVED, people["paul"])
    refused = pytest.raises(IntegrityError, match="Wat openbaar wordt, is wat gecontroleerd is")
    with pghistory.context(user=people["paul"].pk), refused:
        type(report).objects.update(title="Anders", publish_at=factories.LONG_AGO)
