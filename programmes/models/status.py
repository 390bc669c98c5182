from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What is known of an activity today; it follows from its events."""

    PLANNED = "gepland", _("planned")
    RUNNING = "lopend", _("running")
    DELAYED = "uitgesteld", _("delayed")
    DROPPED = "vervallen", _("dropped")
    REPORTED = "gerapporteerd", _("report published")
    FINISHED = "afgerond", _("finished")
    UNKNOWN = "onbekend", _("not known")


# How an activity can have ended.
OUTCOMES = (Status.REPORTED, Status.FINISHED, Status.DROPPED)
