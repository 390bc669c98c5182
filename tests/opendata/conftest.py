import pytest

from programmes.data.loading import load
from tests import factories
from tests.opendata.hostile import HOSTILE


def empty():
    """Leave the register as it is: without a record."""


def hostile():
    """Fill the register with texts that break what was not made for them."""
    for number, text in enumerate(HOSTILE):
        short = text[:200]
        frame = factories.PerspectiveFactory(
            first_year=1990 + number, last_year=1990 + number, title=short, summary=text, note=text
        )
        letter = factories.LetterFactory(subject=short, note=text, sources=[short, text[:500]])
        factories.SignatureFactory(letter=letter, office=short)
        programme = factories.ProgrammeFactory(
            first_year=1990 + number, title=short, summary=text, perspective=frame, letter=letter
        )
        activity = factories.ActivityFactory(title=short, summary=text, partners=[short])
        activity.fields.add(factories.FieldFactory(name=text[:90]))
        factories.PlanningFactory(programme=programme, activity=activity)
        factories.EventFactory(activity=activity, title=short, note=text)
        factories.GoalFactory(perspective=frame, title=short, explanation=text)
        factories.AdjustmentFactory(programme=programme, explanation=text, note=text)
        factories.AnnualReportFactory(year=1990 + number, title=short, summary=text)
        factories.SignatoryFactory(name=short, office=short, note=text)


REGISTERS = {"empty": empty, "history": load, "hostile": hostile}


@pytest.fixture(params=REGISTERS)
def register(request, transactional_db):
    """A register without records, with the real history, or with hostile texts."""
    REGISTERS[request.param]()
    return request.param
