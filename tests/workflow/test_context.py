import pghistory
import pytest
from django.db import IntegrityError

from programmes.workflow.context import history_context
from tests import factories


@pytest.fixture
def report(db):
    return factories.AnnualReportFactory(title="Eerst")


def save(report, title):
    report.title = title
    report.save()


def contexts(report):
    return [row.pgh_context for row in report.history.order_by("pgh_id")][1:]


def test_the_metadata_goes_with_what_is_written_in_the_block_only(report):
    with pghistory.context(user=7, note="Van buiten."):
        with history_context(note="Van binnen.", typo=True):
            save(report, "Tweede")
        save(report, "Derde")
    assert contexts(report) == [
        {"user": 7, "note": "Van binnen.", "typo": True},
        {"user": 7, "note": "Van buiten."},
    ]


def test_an_error_ends_the_block_too(report):
    with pghistory.context(note="Van buiten."):
        with pytest.raises(ValueError, match="mis"), history_context(verb=True):
            raise ValueError("mis")
        save(report, "Tweede")
    assert contexts(report) == [{"note": "Van buiten."}]


def test_a_change_after_the_block_has_no_note(report):
    with pghistory.context(user=7):
        with history_context(note="Van binnen."):
            save(report, "Tweede")
        with pytest.raises(IntegrityError, match="Leg uit waarom dit verandert"):
            save(report, "Derde")
