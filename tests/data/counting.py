"""Counts of what the history loaded."""

from collections import Counter

from programmes import models
from programmes.data.files import read


def counts():
    """Return the number of public records by the name of the model."""
    names = [
        "Activity",
        "AnnualReport",
        "Event",
        "Expectation",
        "Goal",
        "GoalFocus",
        "Letter",
        "Perspective",
        "Planning",
        "Signatory",
        "Signature",
        "WorkProgramme",
    ]
    open_models = {"FieldGroup", "SupervisionField"}
    return {name: getattr(models, name).objects.published().count() for name in names} | {
        name: getattr(models, name).objects.count() for name in open_models
    }


def counts_of_files():
    """Return the number of rows in the files by the name of their model."""
    found = Counter()
    for kind, records in read().items():
        found[kind.model.__name__] += len(records)
        for part in kind.parts:
            found[part.model.__name__] += sum(len(each.get(part.key, [])) for each in records)
    return dict(found)
