from datetime import date

import pytest

from programmes.intake.letters.matching import known_document, known_goal, known_signatory
from programmes.models import Goal
from tests import factories

pytestmark = pytest.mark.django_db
OFFICE = "Minister van Justitie en Veiligheid"


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("F.B.J. Grapperhaus", True),
        ("ferd grapperhaus", True),
        ("mr. Ferd Grapperhaus", True),
        ("F. van der Grapper", False),
    ],
)
def test_somebody_is_known_by_surname_within_an_office(written, known):
    signatory = factories.SignatoryFactory(name="Ferd Grapperhaus", office=OFFICE)
    assert known_signatory(written, OFFICE.lower()) == (signatory if known else None)
    assert known_signatory(written, "Minister voor Rechtsbescherming") is None


def test_the_whole_name_goes_before_the_surname():
    factories.SignatoryFactory(name="A. de Boer", office=OFFICE)
    whole = factories.SignatoryFactory(
        name="B. de Boer", office=OFFICE, in_office_from=date(2020, 1, 1)
    )
    assert known_signatory("B. de Boer", OFFICE) == whole


def test_a_goal_is_known_whatever_its_capitals_and_signs():
    goals = [Goal(title="Stimuleren van veerkracht, en weerbaarheid")]
    assert known_goal("stimuleren van veerkracht en weerbaarheid", goals) == goals[0]
    assert known_goal("stimuleren van veerkracht", goals) is None


def test_a_document_is_known_by_its_kind_and_years():
    report = factories.AnnualReportFactory(year=2024)
    programme = factories.ProgrammeFactory()
    assert known_document("annual_report", 2024, 2024) == report
    assert known_document("work_programme", 2024, 2024) == programme
    assert known_document("work_programme", 2024, 2025) is None
    assert known_document("adjustment", 2024, 2024) is None
