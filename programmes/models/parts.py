"""What a record is made of: per noun its parts.

History, versions, four eyes, public changes, "last changed" and the loader derive from `PARTS`.
"""

import pgtrigger

from programmes.models.activity import Activity, ActivityField, ActivityGoal
from programmes.models.adjustment import Adjustment
from programmes.models.annual_report import AnnualReport
from programmes.models.event import Event
from programmes.models.expectation import Expectation
from programmes.models.goal_result import GoalResult
from programmes.models.letter import Letter, Signature
from programmes.models.perspective import Goal, GoalContinuation, Perspective
from programmes.models.planning import Planning
from programmes.models.programme import GoalFocus, WorkProgramme
from programmes.models.publication import Published, published_models
from programmes.models.review import published_after_review
from programmes.models.scheduling import change_of_part

# Per noun: its parts, as (model, attname of the foreign key to the noun).
PARTS = {
    Perspective: [(Goal, "perspective_id")],
    Goal: [(GoalContinuation, "from_goal_id")],
    WorkProgramme: [(GoalFocus, "programme_id"), (Planning, "programme_id")],
    Activity: [
        (Event, "activity_id"),
        (ActivityField, "activity_id"),
        (ActivityGoal, "activity_id"),
        (Planning, "activity_id"),
        (Expectation, "activity_id"),
    ],
    Adjustment: [
        (Event, "adjustment_id"),
        (Planning, "adjustment_id"),
        (Expectation, "adjustment_id"),
    ],
    AnnualReport: [(GoalResult, "report_id")],
    Letter: [(Signature, "letter_id")],
}
# Rows of other records that the page of a noun shows too.
SHOWN_WITH = {
    Goal: [(GoalFocus, "goal_id"), (GoalResult, "goal_id")],
    WorkProgramme: [(Adjustment, "programme_id")],
}

for model in published_models():
    pgtrigger.register(published_after_review(*PARTS.get(model, [])))(model)


def owners(part):
    """Return the (noun, attname of its foreign key) pairs of the records that have a part."""
    return [(owner, key) for owner, parts in PARTS.items() for model, key in parts if model is part]


def published_owners(part):
    """Return those of `owners` that are `Published`."""
    return [pair for pair in owners(part) if issubclass(pair[0], Published)]


for part in {part: None for parts in PARTS.values() for part, _key in parts}:
    if found := published_owners(part):
        pgtrigger.register(change_of_part(found))(part)


def tables_of(model):
    """Return (history model, column) pairs: that of a noun, and those of its parts.

    The column holds the primary key of the record.
    """
    parts = [(part.history.rel.related_model, key) for part, key in PARTS.get(model, [])]
    return [(model.history.rel.related_model, "pgh_obj_id"), *parts]


def links_to_many(model):
    """Return {name of a many-to-many field: its tracked through model} of a noun."""
    return {
        field.name: part
        for field in model._meta.many_to_many
        for part, _key in PARTS.get(model, [])
        if issubclass(part, field.remote_field.through)
    }


def shown_parts(model):
    """Return (model, key) pairs of the rows that the page of a noun shows."""
    return [*PARTS.get(model, []), *SHOWN_WITH.get(model, [])]


def other_owners(part, key):
    """Return lookup paths to the records that a part is published with, except that of `key`."""
    own = key.removesuffix("_id")
    paths = [*part.public_with, *(f"{name}__" for name in part.public_links)]
    return [path for path in paths if path.split("__")[0] != own]
