"""The parts of a record: rows of other tables whose changes count as changes of the record."""

from programmes import models

# By noun: (model of the part, column of its foreign key to the noun).
PARTS = {
    models.Perspective: [(models.Goal, "perspective_id")],
    models.Goal: [(models.GoalContinuation, "from_goal_id")],
    models.WorkProgramme: [
        (models.GoalFocus, "programme_id"),
        (models.Planning, "programme_id"),
    ],
    models.Activity: [
        (models.Event, "activity_id"),
        (models.ActivityField, "activity_id"),
        (models.ActivityGoal, "activity_id"),
        (models.Planning, "activity_id"),
    ],
    models.Adjustment: [
        (models.Event, "adjustment_id"),
        (models.Planning, "adjustment_id"),
    ],
    models.AnnualReport: [(models.GoalResult, "report_id")],
    models.Letter: [(models.Signature, "letter_id")],
}


def tables_of(model):
    """Return (history model, column) pairs of a noun and its parts, the noun first.

    The column holds the primary key of the noun.
    """
    parts = [(part.history.rel.related_model, key) for part, key in PARTS.get(model, [])]
    return [(model.history.rel.related_model, "pgh_obj_id"), *parts]
