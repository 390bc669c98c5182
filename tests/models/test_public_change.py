"""A trigger refuses a change of a public record without a note, whatever code makes it."""

import pghistory
import pytest
from django.db import IntegrityError, connection, transaction

from programmes.models import PublicChange
from tests import factories


@pytest.fixture
def programme(db):
    return factories.ProgrammeFactory()


def save(record, **context):
    with pghistory.context(**context), transaction.atomic():
        record.save()


def notes(record):
    return [(each.note, each.is_typo) for each in PublicChange.objects.about(record)]


@pytest.mark.parametrize("note", [{}, {"note": ""}, {"note": " \n "}])
def test_a_change_without_a_note_is_refused(programme, note):
    programme.title = "Werkprogramma"
    with pytest.raises(IntegrityError, match="Leg uit waarom dit verandert"):
        save(programme, **note)


def test_a_change_is_recorded_with_its_note(programme):
    programme.title = "Werkprogramma"
    save(programme, note="De titel stond er verkeerd.")
    programme.motto = "Samen"
    save(programme, note="Een typefout.", typo=True)
    assert notes(programme) == [("Een typefout.", True), ("De titel stond er verkeerd.", False)]


def test_saving_without_a_change_asks_nothing(programme):
    save(programme)
    assert notes(programme) == []


def test_a_draft_changes_without_a_note(db):
    draft = factories.ProgrammeFactory(publish_at=None)
    draft.title = "Werkprogramma"
    save(draft)
    assert notes(draft) == []


def test_withdrawing_is_no_change_of_what_it_says(programme):
    programme.withdrawn_at, programme.withdrawal_reason = factories.LONG_AGO, "Dubbel."
    save(programme)
    assert notes(programme) == []


def make_focus(programme):
    perspective = factories.PerspectiveFactory()
    goal = factories.GoalFactory(perspective=perspective)
    programme.perspective = perspective
    programme.save()
    return factories.GoalFocusFactory(programme=programme, goal=goal)


PARTS = {
    "event": lambda: factories.EventFactory(),
    "expectation": lambda: factories.ExpectationFactory(),
    "planning": lambda: factories.PlanningFactory(),
    "signature": lambda: factories.SignatureFactory(),
    "focus": lambda: make_focus(factories.ProgrammeFactory()),
    "result": lambda: factories.GoalResultFactory(
        report=factories.AnnualReportFactory(), goal=factories.GoalFactory()
    ),
}
PARENTS = {
    "event": "activity",
    "expectation": "activity",
    "planning": "programme",
    "signature": "letter",
    "focus": "programme",
    "result": "report",
}


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_added_changed_and_removed_with_a_note(part):
    row = PARTS[part]()
    parent = getattr(row, PARENTS[part])
    connection.cursor().execute("SELECT set_config('pghistory.context_metadata', '', true)")
    field = {
        "event": "title",
        "expectation": "note",
        "planning": "planned_for",
        "signature": "office",
    }
    setattr(row, field.get(part, "text"), "anders")
    with pytest.raises(IntegrityError, match="Leg uit"), transaction.atomic():
        row.save()
    with pytest.raises(IntegrityError, match="Leg uit"), transaction.atomic():
        row.delete()
    with pghistory.context(note="Verbeterd."):
        row.save()
    assert ("Verbeterd.", False) in notes(parent)


def test_links_to_many_records_are_parts(db):
    activity = factories.ActivityFactory()
    field = factories.FieldFactory()
    goal = factories.GoalFactory(perspective=factories.PerspectiveFactory())
    with pghistory.context(note="Gebied en doel toegevoegd."):
        activity.fields.add(field)
        activity.goals.add(goal)
    assert notes(activity) == [("Gebied en doel toegevoegd.", False)]


def test_a_part_that_nobody_sees_asks_nothing(db):
    programme = factories.ProgrammeFactory()
    hidden = factories.ActivityFactory(publish_at=None)
    with pghistory.context(user=None):
        factories.PlanningFactory(programme=programme, activity=hidden)
    assert notes(programme) == []


def test_a_goal_of_a_public_perspective_is_explained(db):
    goal = factories.GoalFactory(perspective=factories.PerspectiveFactory())
    goal.title = "lerend vermogen"
    with pytest.raises(IntegrityError, match="Leg uit"):
        save(goal, user=None)


@pytest.mark.parametrize(
    "state", [{}, {"withdrawn_at": factories.LONG_AGO, "withdrawal_reason": "Dubbel."}]
)
def test_a_field_of_an_activity_that_was_public_is_explained(db, state):
    field = factories.FieldFactory()
    factories.ActivityFactory(**state).fields.add(field)
    field.name = "jongeren"
    with pytest.raises(IntegrityError, match="Leg uit"), transaction.atomic():
        save(field, user=None)
    save(field, note="Zo heet het nu.")
    assert notes(field) == [("Zo heet het nu.", False)]


def test_a_field_that_nobody_saw_asks_nothing(db):
    field = factories.FieldFactory()
    factories.ActivityFactory(publish_at=None).fields.add(field)
    field.name = "jongeren"
    save(field, user=None)
    assert notes(field) == []


def test_sql_is_held_to_it_too(db):
    event = factories.EventFactory()
    cursor = connection.cursor()
    cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")
    with pytest.raises(IntegrityError, match="Leg uit"):
        cursor.execute("UPDATE programmes_event SET title = 'x' WHERE id = %s", [event.pk])


def test_a_public_change_stays_as_it_is(programme):
    programme.title = "Werkprogramma"
    save(programme, note="De titel stond er verkeerd.")
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        PublicChange.objects.update(note="x")
    assert notes(programme) == [("De titel stond er verkeerd.", False)]
