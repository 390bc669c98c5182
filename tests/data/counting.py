"""Counts of what the history loaded."""

from programmes import models
from programmes.models import WorkProgramme


def counts():
    """Return the number of public records by the name of the model."""
    names = [
        "Activity",
        "AnnualReport",
        "Event",
        "Goal",
        "Letter",
        "Perspective",
        "Planning",
        "Signatory",
        "Signature",
        "SupervisionField",
        "WorkProgramme",
    ]
    return {name: getattr(models, name).objects.published().count() for name in names[:-2]} | {
        "SupervisionField": models.SupervisionField.objects.count(),
        "WorkProgramme": WorkProgramme.objects.published().count(),
    }
