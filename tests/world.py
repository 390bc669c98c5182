"""A register with one record of every noun."""

from datetime import date

import pgtrigger
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.models import Signature
from tests import factories
from tests.addresses import FIELD, NOUNS

# Every noun gets the state that `make_world` is given.
EVERY = "every noun"


def pdf(noun):
    return SimpleUploadedFile(f"{noun}.pdf", f"%PDF-1.7 [{noun}]".encode())


# The gate hides rows from before these rules too.
OLDER = (
    "programmes.WorkProgramme:not_before_perspective",
    "programmes.Adjustment:not_before_workprogramme",
)


@pgtrigger.ignore(*OLDER)
def make_world(hidden=None, world=0, **state):
    """Create one record of every noun, linked to each other; the noun `hidden` gets `state`.

    Every text of a noun contains its name in brackets, such as [programme]. The records of a next
    `world` in the same register are of four years earlier.
    """
    year = 2024 - 4 * world

    def named(text):
        return f"{text}-{year}" if world else text

    def of(noun):
        return {"note": f"[{noun}]", "sources": [f"https://x.nl/[{noun}]"]} | (
            state if hidden in (noun, EVERY) else {}
        )

    perspective = factories.PerspectiveFactory(
        first_year=year - 3,
        last_year=year,
        title="[perspective]",
        summary="[perspective]",
        motto="[perspective]",
        **of("perspective"),
    )
    goal = factories.GoalFactory(
        perspective=perspective,
        title="doel [perspective]",
        slug=named(NOUNS["goal"]),
        explanation="[perspective]",
    )
    signatory = factories.SignatoryFactory(
        name="[signatory]",
        office=named("ambt [signatory]"),
        slug=named(NOUNS["signatory"]),
        **of("signatory"),
    )
    letter = factories.LetterFactory(
        subject="[letter]",
        reference=named("kenmerk [letter]"),
        slug=named(NOUNS["letter"]),
        file=pdf("letter"),
        **of("letter"),
    )
    factories.SignatureFactory(letter=letter, signatory=signatory, office="minister [letter]")
    factories.SignatureFactory(
        letter=letter, capacity=Signature.Capacity.ON_BEHALF_OF, signatory=None, office="[letter]"
    )
    programme = factories.ProgrammeFactory(
        first_year=year,
        title="[programme]",
        summary="[programme]",
        motto="[programme]",
        perspective=perspective,
        letter=letter,
        file=pdf("programme"),
        **of("programme"),
    )
    factories.GoalFocusFactory(
        programme=programme, goal=goal, text="uitwerking [programme] [perspective]"
    )
    activity = factories.ActivityFactory(
        title="[activity]", summary="[activity]", slug=named(NOUNS["activity"]), **of("activity")
    )
    activity.goals.add(goal)
    activity.fields.add(factories.FieldFactory(name=named("gebied [activity]"), slug=named(FIELD)))
    factories.PlanningFactory(
        programme=programme, activity=activity, planned_for="voor [programme] [activity]"
    )
    adjustment = factories.AdjustmentFactory(
        programme=programme,
        date=date(year, 5, 1),
        explanation="[adjustment]",
        slug=named(NOUNS["adjustment"]),
        **of("adjustment"),
    )
    factories.EventFactory(
        activity=activity, title="[activity] gebeurde", adjustment=adjustment, note="[activity]"
    )
    factories.ExpectationFactory(
        activity=activity, programme=programme, words="voor [programme] [activity]"
    )
    report = factories.AnnualReportFactory(
        year=year,
        title="[annual-report]",
        summary="[annual-report]",
        file=pdf("annual-report"),
        **of("annual-report"),
    )
    factories.GoalResultFactory(
        report=report, goal=goal, text="resultaat [annual-report] [perspective]"
    )
