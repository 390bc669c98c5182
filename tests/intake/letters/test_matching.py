from datetime import date

import pytest

from programmes.intake.letters.matching import (
    document_of,
    known_goal,
    known_signatory,
    same_person,
)
from programmes.models import Adjustment, AnnualReport, Goal, WorkProgramme
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


def test_somebody_is_the_same_person_with_titles(db):
    known = factories.SignatoryFactory(name="D. de Boer", office=OFFICE)
    factories.SignatoryFactory(name="B. de Boer", office=OFFICE)
    assert same_person("prof. dr. D. de Boer", OFFICE) == known
    assert same_person("dr. D. de Boer", "Staatssecretaris") is None
    assert same_person("D. de Boer", OFFICE, besides=known.pk) is None


def test_a_goal_is_known_whatever_its_capitals_and_signs():
    goals = [Goal(title="Stimuleren van veerkracht, en weerbaarheid")]
    assert known_goal("stimuleren van veerkracht en weerbaarheid", goals) == goals[0]
    assert known_goal("stimuleren van veerkracht", goals) is None


def test_a_document_is_known_by_its_kind_and_years():
    report = factories.AnnualReportFactory(year=2024)
    programme = factories.ProgrammeFactory()
    assert document_of("annual_report", 2024, 2024) == report
    assert document_of("work_programme", 2024, 2024) == programme
    assert document_of("other", 2024, 2024) is None


@pytest.mark.parametrize(
    ("kind", "model", "values"),
    [
        ("annual_report", AnnualReport, {"year": 2023}),
        ("work_programme", WorkProgramme, {"first_year": 2023, "last_year": 2023}),
    ],
)
def test_a_document_that_is_unknown_is_new(kind, model, values):
    document = document_of(kind, 2023, 2023)
    assert (type(document), document.pk) == (model, None)
    assert {name: getattr(document, name) for name in values} == values


def test_an_adjustment_is_new_each_time():
    adjusted = factories.AdjustmentFactory(programme=factories.ProgrammeFactory())
    document = document_of("adjustment", 2024, 2024)
    assert (type(document), document.pk) == (Adjustment, None)
    assert document.programme == adjusted.programme
