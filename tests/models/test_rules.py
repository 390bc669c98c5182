"""The constraints: refused by the models with a message, and by PostgreSQL itself."""

import pytest
from django.db.models import ProtectedError

from programmes.models import Goal, GoalFocus, Letter, Perspective, Signature, WorkProgramme
from tests import factories
from tests.models.refusals import refused_by_form, refused_by_orm, refused_by_sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def frame():
    return factories.PerspectiveFactory(first_year=2021, last_year=2024)


def test_the_first_year_is_not_after_the_last():
    programme = WorkProgramme(first_year=2025, last_year=2024)
    assert refused_by_form(programme)["last_year"] == [
        "Het laatste jaar ligt voor het eerste jaar."
    ]
    assert "workprogramme_years_in_order" in refused_by_orm(programme.save)


def test_years_run_from_1990_to_2100():
    programme = WorkProgramme(first_year=1989, last_year=1989)
    assert refused_by_form(programme)["first_year"] == [
        "Geef een jaar van 1990 tot en met 2100.",
    ]
    assert "workprogramme_years_in_range" in refused_by_orm(programme.save)


def test_a_programme_lies_inside_its_perspective(frame):
    programme = WorkProgramme(first_year=2025, last_year=2025, perspective=frame)
    assert refused_by_form(programme) == {
        "perspective": ["De jaren vallen buiten de jaren van het perspectief (2021-2024)."]
    }
    message = "De jaren van het werkprogramma vallen buiten het perspectief."
    assert refused_by_orm(programme.save) == message
    factories.ProgrammeFactory(first_year=2024, perspective=frame)
    sql = "UPDATE programmes_workprogramme SET first_year = 2025, last_year = 2025, slug = '2025'"
    assert refused_by_sql(sql) == message


def test_a_perspective_keeps_the_years_of_its_programmes(frame):
    factories.ProgrammeFactory(first_year=2024, perspective=frame)
    frame.last_year = 2023
    assert refused_by_form(frame) == {
        "last_year": ["Werkprogramma 2024 valt dan buiten de jaren van dit perspectief."]
    }
    assert refused_by_orm(frame.save) == (
        "Een werkprogramma valt dan buiten de jaren van dit perspectief."
    )


def test_an_elaboration_is_of_a_goal_of_the_own_perspective(frame):
    programme = factories.ProgrammeFactory(first_year=2024, perspective=frame)
    other = factories.GoalFactory(perspective__first_year=2017, perspective__last_year=2020)
    focus = GoalFocus(programme=programme, goal=other, text="x")
    assert refused_by_form(focus) == {
        "goal": ["Dit doel hoort bij een ander perspectief dan het werkprogramma."]
    }
    message = "Dit doel hoort bij een ander perspectief dan het werkprogramma."
    assert refused_by_orm(focus.save) == message
    sql = "INSERT INTO programmes_goalfocus (programme_id, goal_id, text) VALUES (%s, %s, 'x')"
    assert refused_by_sql(sql, programme.pk, other.pk) == message


def test_a_programme_with_elaborations_keeps_its_perspective(frame):
    programme = factories.ProgrammeFactory(first_year=2024, perspective=frame)
    goal = factories.GoalFactory(perspective=frame)
    factories.GoalFocusFactory(programme=programme, goal=goal)
    programme.perspective = factories.PerspectiveFactory(first_year=2024, last_year=2027)
    assert refused_by_orm(programme.save) == (
        "Dit werkprogramma werkt doelen van een ander perspectief uit."
    )
    goal.perspective = programme.perspective
    assert refused_by_orm(goal.save) == (
        "Een werkprogramma werkt dit doel uit onder een ander perspectief."
    )


def test_a_position_is_used_once_in_a_perspective(frame):
    factories.GoalFactory(perspective=frame, position=1)
    goal = Goal(perspective=frame, position=1, title="nog een")
    assert refused_by_form(goal) == {
        "position": ["Een ander doel staat al op deze plaats in het perspectief."]
    }
    assert "goal_position_once" in refused_by_orm(goal.save)


@pytest.mark.parametrize("model", [WorkProgramme, Perspective])
def test_years_are_used_once(model):
    model.objects.create(first_year=2018, last_year=2020)
    again = model(first_year=2018, last_year=2020)
    assert refused_by_form(again)["first_year"] == ["Deze jaren zijn al in gebruik."]
    assert "duplicate key" in refused_by_orm(again.save)


def test_a_reference_belongs_to_one_letter():
    factories.LetterFactory(reference="4896050")
    letter = Letter(reference=" 4896050 ")
    assert refused_by_form(letter) == {"reference": ["Er is al een brief met dit kenmerk."]}
    assert "letter_reference_once" in refused_by_orm(letter.save)


def test_a_kamerstuk_number_belongs_to_one_letter():
    given = {"kamerstuk_dossier": "34775", "kamerstuk_suffix": "VI", "kamerstuk_number": "21"}
    factories.LetterFactory(**given)
    letter = Letter(**given)
    assert refused_by_form(letter) == {
        "kamerstuk_number": ["Er is al een brief met dit Kamerstuknummer."]
    }
    assert "letter_kamerstuk_once" in refused_by_orm(letter.save)
    factories.LetterFactory(**given | {"kamerstuk_suffix": ""})


def test_a_kamerstuk_number_is_whole():
    letter = Letter(kamerstuk_dossier="34775")
    assert refused_by_form(letter) == {
        "kamerstuk_number": ["Geef van het Kamerstuk het dossier en het nummer, of geen van beide."]
    }
    assert "letter_kamerstuk_whole" in refused_by_orm(letter.save)


def test_a_letter_may_offer_several_documents_and_a_document_has_one_letter(frame):
    letter = factories.LetterFactory()
    programme = factories.ProgrammeFactory(letter=letter, perspective=frame)
    frame.letter = letter
    frame.save()
    assert letter.documents() == [frame, programme]
    with pytest.raises(ProtectedError):
        Letter.objects.filter(pk=letter.pk).delete()


def test_the_inspectie_and_each_predecessor_have_one_annual_report_a_year():
    own = factories.AnnualReportFactory(year=2009)
    earlier = factories.AnnualReportFactory(year=2009, predecessor="Inspectie Openbare Orde")
    assert [own.slug, earlier.slug] == ["2009", "2009-inspectie-openbare-orde"]
    again = factories.AnnualReportFactory.build(
        year=2009, slug="2009-x", predecessor="Inspectie Openbare Orde"
    )
    message = ["Er is al een jaarbericht over dit jaar."]
    assert refused_by_form(again)["year"] == message
    assert "annualreport_once" in refused_by_orm(again.save)


def test_the_report_of_a_predecessor_keeps_an_address_of_its_year():
    report = factories.AnnualReportFactory(year=2011, slug="2011", predecessor="Inspectie IOOV")
    assert report.slug == "2011"
    report.year = 2010
    report.save()
    assert report.slug == "2010-inspectie-ioov"


def test_of_a_signature_only_the_office_may_be_known():
    letter = factories.LetterFactory(publish_at=None)
    assert letter.missing() == ["iemand die ondertekent"]
    signature = Signature(letter=letter, office="Minister")
    signature.full_clean()
    signature.save()
    assert letter.missing() == []


def test_adoption_comes_before_approval():
    programme = WorkProgramme(
        first_year=2024, last_year=2024, adopted_on="2023-09-02", approved_on="2023-09-01"
    )
    assert refused_by_form(programme) == {
        "approved_on": ["De minister keurt een werkprogramma pas na de vaststelling goed."]
    }
    assert "workprogramme_adopted_then_approved" in refused_by_orm(programme.save)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"date": "2024-05-01", "date_precision": None}, "date_precision"),
        ({"date": "2024-05-02", "date_precision": "maand"}, "date"),
        ({"date": "2024-05-01", "date_precision": "jaar"}, "date"),
    ],
)
def test_a_date_is_as_precise_as_it_says(given, field):
    event = factories.EventFactory()
    for name, value in given.items():
        setattr(event, name, value)
    assert list(refused_by_form(event)) == [field]
    assert "event_" in refused_by_orm(event.save)


def test_what_has_been_public_is_not_deleted():
    message = "Wat openbaar is geweest, kan niet worden verwijderd. Trek het in."
    programme = factories.ProgrammeFactory()
    assert refused_by_orm(programme.delete) == message
    assert refused_by_orm(WorkProgramme.objects.all().delete) == message
    assert refused_by_sql("DELETE FROM programmes_workprogramme") == message
    goal = factories.GoalFactory()
    assert refused_by_orm(goal.delete) == (
        "Een doel dat openbaar is geweest, kan niet worden verwijderd."
    )


def test_a_draft_can_be_deleted():
    programme = factories.ProgrammeFactory(publish_at=None)
    programme.delete()
    assert not WorkProgramme.objects.exists()


def test_what_has_been_public_does_not_become_a_draft_again():
    programme = factories.ProgrammeFactory()
    programme.publish_at = None
    assert refused_by_orm(programme.save) == (
        "Wat openbaar is geweest, wordt geen concept meer. Trek het in."
    )


def test_withdrawing_needs_a_reason():
    report = factories.AnnualReportFactory()
    report.withdrawn_at = factories.LONG_AGO
    assert refused_by_form(report) == {
        "withdrawal_reason": [
            "Alleen wat openbaar is, kan worden ingetrokken, en alleen met een reden."
        ]
    }
    assert "annualreport_withdrawn_after_public" in refused_by_orm(report.save)


def test_an_address_that_was_public_is_not_used_for_something_else():
    first = factories.ActivityFactory(slug="wachtlijsten")
    first.slug = "wachtlijsten-in-de-keten"
    first.save()
    second = factories.ActivityFactory.build(slug="wachtlijsten")
    assert refused_by_form(second) == {
        "slug": ["Dit adres was van iets anders. Kies een ander adres."]
    }
    assert refused_by_orm(second.save) == (
        "Dit adres is eerder gebruikt voor iets anders. Kies een ander adres."
    )


def test_publishing_names_all_that_is_missing():
    programme = factories.ProgrammeFactory(title="", summary="")
    assert refused_by_form(programme) == {
        "__all__": [
            "werkprogramma 2024 kan nog niet openbaar worden. "
            "Er ontbreekt: titel, meerjarenperspectief, samenvatting."
        ]
    }
