import pytest

from programmes.models import WorkProgramme
from tests import factories
from tests.database import kept
from tests.intake.sheets.files import HOSTILE


@pytest.fixture(scope="module")
def filled(empty, django_db_blocker):
    with kept(django_db_blocker, empty, make_world):
        yield


@pytest.fixture
def world(filled, db):
    """The programme of `make_world`, made once for all tests of a module."""
    return WorkProgramme.objects.get(first_year=2024)


@pytest.fixture
def fresh_world(transactional_db):
    """As `world`, for a test that is not rolled back."""
    return make_world()


@pytest.fixture
def register(fresh_world):
    """As `fresh_world`, with records of every other kind with the same texts, drafts too."""
    make_people(fresh_world)
    make_documents(fresh_world)
    return fresh_world


def make_world():
    """Make two programmes, two fields and activities with all that can go wrong in a file.

    Returns the programme of 2024.
    """
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


def make_people(programme):
    """Make signatories and letters of theirs, fields, goals and their elaborations."""
    draft = factories.SignatoryFactory(name="B. Concept", publish_at=None)
    group, _other = (factories.FieldGroupFactory(name=name) for name in ("+groep", "andere groep"))
    for number, text in enumerate(HOSTILE):
        title = f"{text}{number}"
        factories.FieldFactory(name=title, group=group)
        signatory = factories.SignatoryFactory(name=title, office=text, note=text)
        letter = factories.LetterFactory(reference=title, subject=text, place=text, summary=text)
        for position, person in enumerate((signatory, None, draft), 1):
            factories.SignatureFactory(
                letter=letter, position=position, signatory=person, office=f"ambt {position}"
            )
        factories.SignatureFactory(
            letter=letter, position=4, signatory=None, office=title, capacity="mede_namens"
        )
        goal = factories.GoalFactory(
            perspective=programme.perspective, title=title, explanation=text
        )
        factories.GoalFocusFactory(programme=programme, goal=goal, text=title)


def make_documents(known):
    """Make a draft of each document, an adjustment of a known programme, and reports."""
    letter = factories.LetterFactory(publish_at=None, kamerstuk_dossier="34775",
        kamerstuk_number="VI", attachment_count=0)  # fmt: skip
    frame = factories.PerspectiveFactory(first_year=2017, last_year=2020, publish_at=None)
    goal = factories.GoalFactory(perspective=frame, title=HOSTILE[0])
    programme = factories.ProgrammeFactory(first_year=2018, last_year=2020, publish_at=None,
        perspective=frame, letter=letter, motto="=1+1", adopted_on="2017-11-01", coverage="deels",
        coverage_note="-een bericht", searched_on="2020-01-01", searched_in="@overal",
        not_found=["Kamerbrief", "motto"])  # fmt: skip
    factories.GoalFocusFactory(programme=programme, goal=goal)
    factories.AdjustmentFactory(programme=known, letter=letter, date=None, reason=None)
    before = factories.PerspectiveFactory(first_year=2013, last_year=2016)
    report = factories.AnnualReportFactory(title="=1+1", summary="-een", predecessor="")
    earlier = factories.AnnualReportFactory(year=2015, title="+een", predecessor="@Inspectie")
    factories.AnnualReportFactory(year=2015, letter=letter, publish_at=None)
    for number, text in enumerate(HOSTILE):
        goal, carried_on = (
            factories.GoalFactory(perspective=each, title=f"{text} doel {number}")
            for each in (known.perspective, before)
        )
        goal.continues.add(carried_on)
        factories.GoalResultFactory(report=report, goal=goal, text=f"{text}{number}")
        factories.GoalResultFactory(report=earlier, goal=carried_on, text=f"{text}{number}")
