from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """How far an activity has come today, as derived by `status_of`."""

    PLANNED = "gepland", _("planned")
    RUNNING = "lopend", _("running")
    DELAYED = "uitgesteld", _("delayed")
    DROPPED = "vervallen", _("dropped")
    REPORTED = "gerapporteerd", _("report published")
    FINISHED = "afgerond", _("finished")
    UNKNOWN = "onbekend", _("not known")
