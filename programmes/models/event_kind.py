"""The kinds of events, their usual course, and the status that follows from each."""

from django.db import models
from django.db.models import Case, Value, When
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


class Kind(models.TextChoices):
    ANNOUNCED = "aangekondigd", _("announced")
    PLAN = "plan_van_aanpak", _("plan of approach")
    STARTED = "gestart", _("started")
    SLOWED = "getemporiseerd", _("slowed down")
    POSTPONED = "uitgesteld", _("postponed")
    DROPPED = "vervallen", _("dropped")
    ADDED = "toegevoegd", _("added")
    MOVED = "verplaatst", _("moved to another programme")
    REPORT = "rapport", _("report")
    RESPONSE = "beleidsreactie", _("policy response")
    FOLLOW_UP = "opvolging", _("follow-up")
    FINISHED = "afgerond", _("finished")
    NOTICE = "bericht", _("notice")


# The kinds that are no step of the activity itself.
ASIDE = ("opvolging", "bericht")
# The kinds with which an adjustment changes an activity of its programme.
CHANGES = ("toegevoegd", "uitgesteld", "getemporiseerd", "vervallen", "verplaatst")
# The usual course of an activity; it decides where dates do not (decision 27).
STAGES = (
    (Kind.ANNOUNCED, Kind.ADDED, Kind.MOVED),
    (Kind.PLAN, Kind.STARTED, Kind.SLOWED, Kind.POSTPONED),
    (Kind.DROPPED,),
    (Kind.REPORT,),
    (Kind.RESPONSE,),
    (Kind.FINISHED,),
    (Kind.FOLLOW_UP, Kind.NOTICE),
)
# No status follows from the first stage, which only repeats the plan, from a follow-up, which is
# about what came after the activity, or from a notice, which is no step at all.
STATUS_AFTER = {
    Kind.PLAN: Status.RUNNING,
    Kind.STARTED: Status.RUNNING,
    Kind.SLOWED: Status.DELAYED,
    Kind.POSTPONED: Status.DELAYED,
    Kind.DROPPED: Status.DROPPED,
    Kind.REPORT: Status.REPORTED,
    Kind.RESPONSE: Status.REPORTED,
    Kind.FINISHED: Status.FINISHED,
}


def stage():
    """Return the expression for the index in `STAGES` of the kind of an event."""
    return Case(*(When(kind__in=kinds, then=Value(n)) for n, kinds in enumerate(STAGES)))
