import pytest

from tests import factories
from tests.intake.sheets.files import HOSTILE


@pytest.fixture
def world(db):
    """Two programmes, two fields and activities with all that can go wrong in a file."""
    programme = factories.ProgrammeFactory(perspective=factories.PerspectiveFactory())
    goal = factories.GoalFactory(perspective=programme.perspective, title="scherp houden")
    field = factories.FieldFactory(name="jeugd")
    for number, text in enumerate(HOSTILE):
        activity = factories.ActivityFactory(
            title=f"{text}{number}",
            summary=text,
            note=text,
            partners=[text.strip()],
            form="thematisch",
        )
        activity.goals.add(goal)
        activity.fields.add(field)
        factories.PlanningFactory(programme=programme, activity=activity, planned_for=text)
        factories.EventFactory(activity=activity, title=text, note=text, url="https://x.nl/?a=1")
    adjustment = factories.AdjustmentFactory(programme=programme)
    factories.EventFactory(activity=activity, kind="verplaatst", adjustment=adjustment,
        moved_to=factories.ProgrammeFactory(first_year=2023))  # fmt: skip
    report = factories.EventFactory(activity=activity, title="Jong en vast", ministry="=1+1",
        kamerstuk_dossier="34775", kamerstuk_suffix="VI", kamerstuk_number="21")  # fmt: skip
    for source in ({"adjustment": adjustment}, {"programme": programme}, {"event": report},
                   {"letter": factories.LetterFactory(), "note": "=1+1"}):  # fmt: skip
        factories.ExpectationFactory(activity=activity, **source)
    return programme
