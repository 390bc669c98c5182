"""A register with one record of every noun."""

from datetime import date

import pgtrigger
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.models import Signature
from tests import factories
from tests.addresses import FIELD, NOUNS

# Every noun gets the state that `make_world` is given.
EVERY = "every noun"
YEAR = 2024


def pdf(noun, text):
    return SimpleUploadedFile(f"{noun}.pdf", f"%PDF-1.7 {text}".encode())


# The gate hides rows from before these rules too.
OLDER = (
    "programmes.WorkProgramme:not_before_perspective",
    "programmes.Adjustment:not_before_workprogramme",
)


@pgtrigger.ignore(*OLDER)
def make_world(hidden=None, year=YEAR, mark="", **state):
    """Create one record of every noun, linked to each other.

    Every text of a noun contains its name in brackets, such as [programme].

    Args:
        hidden: the noun that gets `state`, or `EVERY`.
        year: the year of its programme. A world of another year than `YEAR` has a perspective of
            that year only, and the year in its texts and slugs: many fit in one register.
        mark: what precedes the name in the texts of `hidden`.
    """

    def chosen(noun):
        return hidden in (noun, EVERY)

    def text(noun):
        return f"[{mark}{noun}]" if chosen(noun) else f"[{named(noun)}]"

    def named(words):
        return words if year == YEAR else f"{words}-{year}"

    def of(noun):
        known = {"note": text(noun), "sources": [f"https://x.nl/{text(noun)}"]}
        return known | (state if chosen(noun) else {})

    perspective = factories.PerspectiveFactory(
        first_year=year - 3 if year == YEAR else year,
        last_year=year,
        title=text("perspective"),
        summary=text("perspective"),
        motto=text("perspective"),
        **of("perspective"),
    )
    goal = factories.GoalFactory(
        perspective=perspective,
        title=f"doel {text('perspective')}",
        slug=named(NOUNS["goal"]),
        explanation=text("perspective"),
    )
    signatory = factories.SignatoryFactory(
        name=text("signatory"),
        office=named(f"ambt {text('signatory')}"),
        slug=named(NOUNS["signatory"]),
        **of("signatory"),
    )
    letter = factories.LetterFactory(
        subject=text("letter"),
        reference=named(f"kenmerk {text('letter')}"),
        slug=named(NOUNS["letter"]),
        file=pdf("letter", text("letter")),
        **of("letter"),
    )
    factories.SignatureFactory(
        letter=letter, signatory=signatory, office=f"minister {text('letter')}"
    )
    factories.SignatureFactory(
        letter=letter,
        capacity=Signature.Capacity.ON_BEHALF_OF,
        signatory=None,
        office=text("letter"),
    )
    programme = factories.ProgrammeFactory(
        first_year=year,
        title=text("programme"),
        summary=text("programme"),
        motto=text("programme"),
        perspective=perspective,
        letter=letter,
        file=pdf("programme", text("programme")),
        **of("programme"),
    )
    factories.GoalFocusFactory(
        programme=programme,
        goal=goal,
        text=f"uitwerking {text('programme')} {text('perspective')}",
    )
    activity = factories.ActivityFactory(
        title=text("activity"),
        summary=text("activity"),
        slug=named(NOUNS["activity"]),
        **of("activity"),
    )
    activity.goals.add(goal)
    field = factories.FieldFactory(name=named(f"gebied {text('activity')}"), slug=named(FIELD))
    activity.fields.add(field)
    planned = f"voor {text('programme')} {text('activity')}"
    factories.PlanningFactory(programme=programme, activity=activity, planned_for=planned)
    adjustment = factories.AdjustmentFactory(
        programme=programme,
        date=date(year, 5, 1),
        explanation=text("adjustment"),
        slug=named(NOUNS["adjustment"]),
        **of("adjustment"),
    )
    factories.EventFactory(
        activity=activity,
        date=date(year, 6, 1),
        title=f"{text('activity')} gebeurde",
        adjustment=adjustment,
        note=text("activity"),
    )
    factories.ExpectationFactory(activity=activity, programme=programme, words=planned)
    report = factories.AnnualReportFactory(
        year=year,
        title=text("annual-report"),
        summary=text("annual-report"),
        file=pdf("annual-report", text("annual-report")),
        **of("annual-report"),
    )
    factories.GoalResultFactory(
        report=report,
        goal=goal,
        text=f"resultaat {text('annual-report')} {text('perspective')}",
    )
