"""Nothing is public, or will be, before what it cannot be without."""

from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.changes.for_staff import version_of
from programmes.models import Perspective
from tests import factories
from tests.models.refusals import refused_by_form, refused_by_orm

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + timedelta(days=1)
LATER = timezone.now() + timedelta(days=2)
FRAME = "Maak eerst het perspectief openbaar, of plan het eerder in."
PROGRAMME = "Maak eerst het werkprogramma openbaar, of plan het eerder in."


@pytest.mark.parametrize("at", [None, TOMORROW])
def test_a_public_programme_does_not_move_to_a_perspective_that_is_not_public(at):
    programme = factories.ProgrammeFactory()
    programme.perspective = factories.PerspectiveFactory(publish_at=at)
    assert refused_by_form(programme) == {
        "__all__": [
            "Meerjarenperspectief 2021 is dan nog niet openbaar. "
            "Maak dat eerst openbaar of plan het in."
        ]
    }
    assert refused_by_orm(programme.save) == FRAME


def test_a_programme_is_not_published_before_its_perspective():
    programme = factories.ProgrammeFactory(
        publish_at=None, perspective=factories.PerspectiveFactory(publish_at=LATER)
    )
    programme.publish_at = TOMORROW
    assert refused_by_orm(programme.save) == FRAME
    programme.publish_at = LATER
    programme.save()


def test_a_perspective_does_not_move_past_its_programme():
    frame = factories.PerspectiveFactory(publish_at=TOMORROW)
    factories.ProgrammeFactory(publish_at=TOMORROW, perspective=frame)
    frame.publish_at = LATER
    assert refused_by_orm(frame.save) == (
        "Een werkprogramma is eerder ingepland dan dit perspectief. Stuur dat eerst terug."
    )


def test_an_adjustment_is_not_public_before_its_programme():
    programme = factories.ProgrammeFactory(publish_at=None)
    adjustment = factories.AdjustmentFactory(publish_at=None, programme=programme)
    adjustment.publish_at = TOMORROW
    assert refused_by_orm(adjustment.save) == PROGRAMME


def test_a_programme_does_not_move_past_its_adjustment():
    programme = factories.ProgrammeFactory(publish_at=TOMORROW)
    factories.AdjustmentFactory(publish_at=TOMORROW, programme=programme)
    programme.publish_at = LATER
    assert refused_by_orm(programme.save) == (
        "Een bijstelling is eerder ingepland dan dit werkprogramma. Stuur die eerst terug."
    )


@pytest.mark.parametrize("change", [{"publish_at": None}, {"motto": "Anders"}])
def test_a_programme_is_a_draft_again_with_its_perspective(change):
    frame = factories.PerspectiveFactory(publish_at=TOMORROW)
    programme = factories.ProgrammeFactory(publish_at=TOMORROW, perspective=frame)
    adjustment = factories.AdjustmentFactory(publish_at=LATER, programme=programme)
    Perspective.objects.update(**change)
    for each in (programme, adjustment):
        each.refresh_from_db()
    assert (programme.publish_at, adjustment.publish_at) == (None, None)


def test_what_readers_do_not_see_yet_is_named_after_saving(as_publicist):
    letter = factories.LetterFactory(publish_at=None, subject="Aanbieding")
    report = factories.AnnualReportFactory(letter=letter)
    address = f"/beheer/programmes/annualreport/{report.pk}/change/"
    given = {"year": 2024, "title": "Jaarbericht", "summary": "Wat er van kwam."}
    given |= {"letter": letter.pk, "change_note": "Vollediger.", **factories.NO_RESULTS}
    given |= {"version": version_of(report)}
    page = as_publicist.post(address, given | {"_continue": ""}, follow=True)
    assert [str(message) for message in page.context["messages"]][-1] == (
        f"Lezers zien dit nog niet: {letter}. Maak het ook openbaar, of plan het in."
    )
