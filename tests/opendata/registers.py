"""The registers that each format is tested with: empty, the real history, hostile texts."""

from programmes.models import AnnualReport, Goal, WorkProgramme
from tests import factories
from tests.opendata.hostile import HOSTILE


def nothing():
    """Add no records."""


def documents():
    """Give every document of the real history a file."""
    for model in (WorkProgramme, AnnualReport):
        model.objects.update(file="document.pdf")


def hostile():
    """Add records of every kind with hostile texts."""
    for number, text in enumerate(HOSTILE):
        short = text[:200]
        frame = factories.PerspectiveFactory(
            first_year=1990 + number, last_year=1990 + number, title=short, summary=text, note=text
        )
        letter = factories.LetterFactory(subject=short, note=text, sources=[short, text[:500]])
        factories.SignatureFactory(letter=letter, office=short)
        programme = factories.ProgrammeFactory(
            first_year=1990 + number, title=short, summary=text, perspective=frame, letter=letter,
            file="document.pdf",
        )  # fmt: skip
        activity = factories.ActivityFactory(title=short, summary=text, partners=[short])
        activity.fields.add(factories.FieldFactory(name=text[:90]))
        factories.PlanningFactory(programme=programme, activity=activity)
        factories.EventFactory(activity=activity, title=short, note=text)
        goal = factories.GoalFactory(perspective=frame, title=short, explanation=text)
        goal.continues.set(Goal.objects.exclude(pk=goal.pk)[:1])
        factories.AdjustmentFactory(programme=programme, explanation=text, note=text)
        factories.AnnualReportFactory(
            year=1990 + number, title=short, summary=text, file="document.pdf"
        )
        factories.SignatoryFactory(name=short, office=short, note=text)


# What fills each of them, after the real history was loaded for "history".
REGISTERS = {"empty": nothing, "history": documents, "hostile": hostile}
