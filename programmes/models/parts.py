"""What a record is made of: the parts that belong to each noun."""

from programmes import models

# Per noun: the parts whose changes show with it, as (model, name of its foreign key).
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
    """Return (history table, column) pairs: that of a noun, and those of its parts.

    The column holds the primary key of the record.
    """
    parts = [(part.history.rel.related_model, key) for part, key in PARTS.get(model, [])]
    return [(model.history.rel.related_model, "pgh_obj_id"), *parts]
