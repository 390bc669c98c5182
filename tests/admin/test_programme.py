"""A member of staff enters a whole programme on one screen."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from programmes.admin.record import refusal
from programmes.changes.for_staff import version_of
from programmes.models import WorkProgramme
from tests import factories
from tests.admin.forms import as_sent

ADD = "/beheer/programmes/workprogramme/add/"


def form(**given):
    """Return the POST data of a programme without rows, updated with `given`."""
    empty = {
        f"{name}-{key}": number
        for name in ("focuses", "plannings")
        for key, number in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))
    }
    return {"first_year": 2024, "last_year": 2024, "title": "Werkprogramma 2024"} | empty | given


def errors(response):
    """Return the errors of the form in a response, by field."""
    assert response.status_code == 200
    adminform = response.context["adminform"].form
    return {name: list(messages) for name, messages in adminform.errors.items()}


@pytest.fixture
def frame(db):
    return factories.PerspectiveFactory(first_year=2021, last_year=2024)


def test_a_whole_programme_is_entered_on_one_screen(as_redacteur, frame):
    goal = factories.GoalFactory(perspective=frame)
    activity = factories.ActivityFactory()
    letter = factories.LetterFactory()
    given = form(
        perspective=frame.pk,
        summary="Vier doelen.",
        published_on="2023-09-18",
        offered_on="22-9-2023",
        letter=letter.pk,
        sources="https://www.inspectie-jenv.nl/a\r\n\r\n  https://www.inspectie-jenv.nl/b \r\n",
    ) | {
        "focuses-TOTAL_FORMS": 1,
        "focuses-0-goal": goal.pk,
        "focuses-0-text": "Zo doen we dat.",
        "plannings-TOTAL_FORMS": 1,
        "plannings-0-activity": activity.pk,
        "plannings-0-planned_for": "heel 2024",
    }
    response = as_redacteur.post(ADD, given)
    assert response.status_code == 302
    programme = WorkProgramme.objects.get(slug="2024")
    assert programme.state == "concept"
    assert programme.sources == [
        "https://www.inspectie-jenv.nl/a",
        "https://www.inspectie-jenv.nl/b",
    ]
    assert [(each.goal, each.text) for each in programme.focuses.all()] == [
        (goal, "Zo doen we dat.")
    ]
    assert [(each.activity, each.planned_for) for each in programme.plannings.all()] == [
        (activity, "heel 2024")
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"first_year": 2025, "last_year": 2024},
            {"last_year": ["Het laatste jaar ligt voor het eerste jaar."]},
        ),
        (
            {"first_year": 1989, "last_year": 1989},
            {
                "first_year": ["Geef een jaar van 1990 tot en met 2100."],
                "last_year": ["Geef een jaar van 1990 tot en met 2100."],
            },
        ),
        (
            {"adopted_on": "2023-09-02", "approved_on": "2023-09-01"},
            {"approved_on": ["De minister keurt een werkprogramma pas na de vaststelling goed."]},
        ),
        (
            {"first_year": 2023, "last_year": 2023},
            {"first_year": ["Deze jaren zijn al in gebruik."]},
        ),
    ],
)
def test_errors_are_beside_their_field(as_redacteur, frame, given, expected):
    factories.ProgrammeFactory(first_year=2023)
    response = as_redacteur.post(ADD, form(**given, motto="Dit blijft staan"))
    assert errors(response) == expected
    assert 'value="Dit blijft staan"' in response.text


def test_a_programme_outside_its_perspective_is_refused(as_redacteur, frame):
    response = as_redacteur.post(ADD, form(first_year=2025, last_year=2025, perspective=frame.pk))
    assert errors(response) == {
        "perspective": ["De jaren vallen buiten de jaren van het perspectief (2021-2024)."]
    }


def test_a_goal_of_another_perspective_is_refused(as_redacteur, frame):
    other = factories.GoalFactory(perspective__first_year=2017, perspective__last_year=2020)
    given = form(perspective=frame.pk) | {
        "focuses-TOTAL_FORMS": 1,
        "focuses-0-goal": other.pk,
        "focuses-0-text": "x",
    }
    response = as_redacteur.post(ADD, given)
    formset = response.context["inline_admin_formsets"][0].formset
    assert [list(each) for each in formset.errors] == [["goal"]]


def test_only_goals_of_the_chosen_perspective_are_offered(as_redacteur, frame):
    own = factories.GoalFactory(perspective=frame, title="lerend vermogen")
    factories.GoalFactory(perspective__first_year=2017, perspective__last_year=2020)
    address = f"/beheer/programmes/workprogramme/doelen/?perspective={frame.pk}"
    assert as_redacteur.get(address).json() == {
        "goals": [{"id": own.pk, "title": "lerend vermogen"}]
    }


def test_a_public_programme_moves_with_its_elaborations_in_one_save(as_publicist, frame):
    programme = factories.ProgrammeFactory(perspective=frame)
    goal = factories.GoalFactory(perspective=frame)
    focus = factories.GoalFocusFactory(programme=programme, goal=goal, text="zo")
    other = factories.GoalFactory(perspective__first_year=2024, perspective__last_year=2027)
    address = f"/beheer/programmes/workprogramme/{programme.pk}/change/"
    data = as_sent(as_publicist.get(address)) | {"perspective": other.perspective.pk}
    given = {"change_note": "Het hoort bij het nieuwe perspectief."}
    refused = as_publicist.post(address, data | given)
    assert [list(each) for each in formset_of(refused).errors] == [["goal"]]
    answer = as_publicist.post(address, data | given | {"focuses-0-goal": other.pk})
    assert answer.status_code == 302
    programme.refresh_from_db()
    focus.refresh_from_db()
    assert (programme.perspective, focus.goal, focus.text) == (other.perspective, other, "zo")


def formset_of(response):
    return response.context["inline_admin_formsets"][0].formset


def test_a_refusal_of_the_database_is_an_error_of_the_form(as_publicist, frame):
    programme = factories.ProgrammeFactory(perspective=frame, publish_at=None)
    goal = factories.GoalFactory(perspective=frame)
    factories.GoalFocusFactory(programme=programme, goal=goal)
    other = factories.PerspectiveFactory(first_year=2024, last_year=2027)
    address = f"/beheer/programmes/workprogramme/{programme.pk}/change/"
    given = form(perspective=other.pk, motto="Dit blijft staan", version=version_of(programme))
    response = as_publicist.post(address, given)
    assert errors(response) == {
        "__all__": ["Dit werkprogramma werkt doelen van een ander perspectief uit."]
    }
    assert 'value="Dit blijft staan"' in response.text


def test_a_broken_constraint_has_a_plain_message(db):
    factories.ProgrammeFactory(first_year=2024, publish_at=None)
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        factories.ProgrammeFactory(first_year=2024, publish_at=None)
    assert refusal(error.value) == (
        "Iemand heeft intussen iets opgeslagen dat hier niet bij past. Kijk daar eerst naar."
    )


def test_the_same_reference_twice_is_refused(as_redacteur):
    factories.LetterFactory(reference="4896050")
    rows = {"signatures-TOTAL_FORMS": 0, "signatures-INITIAL_FORMS": 0}
    response = as_redacteur.post(
        "/beheer/programmes/letter/add/", {"reference": " 4896050", "subject": "x"} | rows
    )
    assert errors(response) == {"reference": ["Er is al een brief met dit kenmerk."]}


def test_saving_without_a_change_records_nothing(as_redacteur, frame):
    programme = factories.ProgrammeFactory(publish_at=None, sources=[])
    address = f"/beheer/programmes/workprogramme/{programme.pk}/change/"
    given = form(summary=programme.summary, version=version_of(programme))
    response = as_redacteur.post(address, given)
    assert response.status_code == 302
    assert programme.history.count() == 1


@pytest.mark.parametrize(
    "noun",
    [
        "perspective",
        "goal",
        "workprogramme",
        "activity",
        "letter",
        "signatory",
        "annualreport",
        "adjustment",
        "supervisionfield",
    ],
)
def test_every_list_and_screen_opens(as_publicist, noun):
    base = f"/beheer/programmes/{noun}/"
    assert as_publicist.get(base).status_code == 200
    assert as_publicist.get(f"{base}?q=werk").status_code == 200
    assert as_publicist.get(f"{base}add/").status_code == 200


def test_a_list_of_many_rows_takes_as_many_queries(as_publicist):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            as_publicist.get("/beheer/programmes/activity/")
        return len(asked)

    factories.ActivityFactory.create_batch(2)
    few = queries()
    factories.ActivityFactory.create_batch(20)
    assert queries() == few


def test_a_position_that_is_taken_twice_is_refused(as_redacteur):
    goal = {"position": 1, "title": "lerend vermogen"}
    rows = {f"goals-{n}-{key}": value for n in (0, 1) for key, value in goal.items()}
    given = {
        "first_year": 2021,
        "last_year": 2024,
        "goals-INITIAL_FORMS": 0,
        "goals-TOTAL_FORMS": 2,
    }
    response = as_redacteur.post("/beheer/programmes/perspective/add/", given | rows)
    formset = response.context["inline_admin_formsets"][0].formset
    assert response.status_code == 200
    assert formset.non_form_errors() == ["Twee doelen hebben dezelfde plaats in de volgorde."]


def test_a_kamerstuk_number_twice_is_refused(as_redacteur):
    number = {"kamerstuk_dossier": "34775", "kamerstuk_suffix": "VI", "kamerstuk_number": "21"}
    factories.LetterFactory(**number)
    rows = {"signatures-TOTAL_FORMS": 0, "signatures-INITIAL_FORMS": 0}
    response = as_redacteur.post("/beheer/programmes/letter/add/", number | rows)
    assert errors(response) == {"kamerstuk_number": ["Er is al een brief met dit Kamerstuknummer."]}
