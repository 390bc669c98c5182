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


def rows(name, *given):
    """Return the POST data of new rows."""
    sent = {f"{name}-{n}-{key}": value for n, row in enumerate(given) for key, value in row.items()}
    return sent | {f"{name}-TOTAL_FORMS": len(given)}


def errors_of(response, formset):
    """Return the errors of the rows of the first formset (elaborations) or the second."""
    assert response.status_code == 200
    found = response.context["inline_admin_formsets"][formset].formset.errors
    return [{name: list(messages) for name, messages in row.items()} for row in found]


def test_a_new_activity_is_described_in_its_row(as_redacteur, frame):
    goal = factories.GoalFactory(perspective=frame)
    field = factories.FieldFactory()
    row = {
        "title": "jeugd", "activity_form": "thematisch", "activity_fields": field.pk,
        "goal": goal.pk, "planned_for": "2024", "expected_kind": "start",
        "expected_words": "voorjaar 2024",
    }  # fmt: skip
    given = form(perspective=frame.pk) | rows("plannings", row, {"title": "politie"})
    assert as_redacteur.post(ADD, given).status_code == 302
    first, second = WorkProgramme.objects.get().plannings.select_related("activity")
    activity = first.activity
    assert (first.position, activity.title, activity.form) == (1, "jeugd", "thematisch")
    assert (activity.state, second.position, second.activity.form) == ("concept", 2, "onbekend")
    assert [*activity.fields.all(), *activity.goals.all()] == [field, goal]
    (expectation,) = activity.expectations.all()
    assert (str(expectation), expectation.programme) == ("start: voorjaar 2024", first.programme)


def test_what_the_same_words_are_taken_for_is_told_once(as_redacteur, frame):
    row = {"expected_kind": "rapport", "expected_words": "voorjaar 2024"}
    given = rows("plannings", row | {"title": "jeugd"}, row | {"title": "politie"})
    response = as_redacteur.post(ADD, form(perspective=frame.pk) | given, follow=True)
    told = [str(each) for each in response.context["messages"] if "voorjaar" in str(each)]
    assert told == ["“voorjaar 2024”: 1 maart 2024 tot en met 31 mei 2024."]


@pytest.mark.parametrize("choice", ["known", "nieuw"])
def test_an_existing_title_is_asked_for(as_redacteur, choice):
    known = factories.ActivityFactory(title="Jeugd")
    given = form() | rows("plannings", {"title": "jeugd "})
    response = as_redacteur.post(ADD, given)
    message = "Er is al een activiteit met deze titel. Kies wat u bedoelt."
    assert errors_of(response, 1) == [{"title": [message]}]
    found = known.pk if choice == "known" else choice
    as_redacteur.post(ADD, given | {"plannings-0-found": found})
    planned = WorkProgramme.objects.get().plannings.get().activity
    assert (planned == known) == (choice == "known")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"planned_for": "2024"}, {"title": ["Geef de titel van de activiteit."]}),
        (
            {"activity": "known", "activity_form": "thematisch"},
            {"title": ["Deze activiteit bestaat al. Wijzig haar vorm, gebieden en doelen op haar "
                       "eigen scherm."]},
        ),
        (
            {"title": "nieuw", "goal": "other"},
            {"goal": ["Dit doel hoort bij een ander perspectief dan het werkprogramma."]},
        ),
    ],
)  # fmt: skip
def test_errors_of_a_row_are_beside_it(as_redacteur, frame, row, expected):
    keys = {
        "known": factories.ActivityFactory().pk,
        "other": factories.GoalFactory(
            perspective__first_year=2017, perspective__last_year=2020
        ).pk,
    }
    row = {name: keys.get(value, value) for name, value in row.items()}
    response = as_redacteur.post(ADD, form(perspective=frame.pk) | rows("plannings", row))
    assert errors_of(response, 1) == [expected]


def test_the_same_new_title_twice_is_an_error(as_redacteur):
    given = form() | rows("plannings", {"title": "jeugd"}, {"title": "Jeugd"})
    message = "Deze activiteit staat al in een regel hiervoor."
    assert errors_of(as_redacteur.post(ADD, given), 1) == [{}, {"title": [message]}]


def test_rows_without_a_number_stay_so(as_redacteur):
    programme = factories.ProgrammeFactory(publish_at=None)
    factories.PlanningFactory(programme=programme, position=None)
    given = form(version=version_of(programme)) | rows("plannings", {"title": "nieuw"})
    as_redacteur.post(f"/beheer/programmes/workprogramme/{programme.pk}/change/", given)
    assert [each.position for each in programme.plannings.all()] == [None, None]


def test_an_emptied_text_removes_the_elaboration(as_redacteur, frame):
    programme = factories.ProgrammeFactory(publish_at=None, perspective=frame)
    goal = factories.GoalFactory(perspective=frame)
    focus = factories.GoalFocusFactory(programme=programme, goal=goal)
    given = form(perspective=frame.pk, version=version_of(programme))
    given |= rows("focuses", {"id": focus.pk, "goal": goal.pk, "text": " "})
    address = f"/beheer/programmes/workprogramme/{programme.pk}/change/"
    response = as_redacteur.post(address, given | {"focuses-INITIAL_FORMS": 1})
    assert response.status_code == 302
    assert programme.focuses.count() == 0


def test_a_form_shows_a_bounded_number_of_rows(as_redacteur, django_assert_max_num_queries):
    programme = factories.ProgrammeFactory(publish_at=None)
    for activity in factories.ActivityFactory.create_batch(150):
        factories.PlanningFactory(programme=programme, activity=activity, position=activity.pk)
    last = activity
    address = f"/beheer/programmes/workprogramme/{programme.pk}/change/"
    with django_assert_max_num_queries(40):
        page = as_redacteur.get(address)
    shown = page.context["inline_admin_formsets"][1].formset
    assert (len(shown.initial_forms), "Regel 1 tot en met 100 van 150." in page.text) == (100, True)
    page = as_redacteur.get(f"{address}?activiteiten=2")
    shown = page.context["inline_admin_formsets"][1].formset
    assert len(shown.initial_forms) == 50
    page = as_redacteur.get(address, {"zoek": last.title})
    (row,) = page.context["inline_admin_formsets"][1].formset.initial_forms
    assert row.instance.activity == last
    given = form(version=version_of(programme)) | rows(
        "plannings", {"id": row.instance.pk, "planned_for": "medio 2024"}
    )
    response = as_redacteur.post(f"{address}?zoek=x", given | {"plannings-INITIAL_FORMS": 1})
    assert response.status_code == 302
    assert programme.plannings.count() == 150
    assert programme.plannings.get(planned_for="medio 2024").activity == last


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


def test_a_public_programme_moves_with_its_elaborations_in_one_save(as_publicist, frame):
    programme = factories.ProgrammeFactory(perspective=frame)
    goal = factories.GoalFactory(perspective=frame)
    focus = factories.GoalFocusFactory(programme=programme, goal=goal, text="zo")
    other = factories.GoalFactory(perspective__first_year=2024, perspective__last_year=2027)
    address = f"/beheer/programmes/workprogramme/{programme.pk}/change/"
    data = as_sent(as_publicist.get(address)) | {"perspective": other.perspective.pk}
    given = {"change_note": "Het hoort bij het nieuwe perspectief."}
    refused = as_publicist.post(address, data | given)
    assert [list(each) for each in formset_of(refused).errors if each] == [["goal"]]
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
