"""Where an activity stands: its newest programme, its last step and since when it waits."""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    Func,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column
from programmes.models import Event, Planning, State
from programmes.models.event import FORMATS
from programmes.models.record import in_state

# The kinds of events after which no next step is expected.
ENDS = (Event.Kind.RESPONSE, Event.Kind.FINISHED, Event.Kind.DROPPED)


def newest(path):
    """Return the expression for a field of the planning in an activity's newest public programme.

    Args:
        path: the lookup path of the field, from the planning.
    """
    plannings = Planning.objects.with_public_links().filter(
        in_state(State.PUBLISHED, "programme__"), activity=OuterRef("pk")
    )
    newest_first = plannings.order_by("-programme__last_year", "-programme__first_year", "pk")
    return Subquery(newest_first.values(path)[:1])


def step_in_words(text):
    """Return a step of `LAST_STEP` as text for people: "rapport, 3 mei 2024"."""
    kind, *when = text.split()
    label = str(Event.Kind(kind).label)
    if not when:
        return label
    precision, day = when
    return f"{label}, {date_format(date.fromisoformat(day), FORMATS[precision])}"


def waiting_since():
    """Return the expression for the day since which an activity waits for its next step.

    That is the day of its last dated event, else the first day of its newest programme; null when
    no next step is expected.
    """
    begin = Func(newest("programme__first_year"), 1, 1, function="make_date")
    ended = Event.objects.with_public_links().filter(activity=OuterRef("pk"), kind__in=ENDS)
    return Case(
        When(~Exists(ended), then=Coalesce("last_step_on", begin)), output_field=DateField()
    )


NEWEST_PROGRAMME_FIRST = (
    newest("programme__last_year").desc(nulls_last=True),
    newest("programme__first_year").desc(nulls_last=True),
)
PROMISED_FOR = Column(
    "beloofd_voor",
    _("promised for"),
    _("The words of the newest programme, else its years."),
    Coalesce(
        NullIf(newest("planned_for"), Value("")),
        newest("programme__slug"),
        output_field=CharField(),
    ),
)
# Kind, precision and date: "rapport dag 2024-05-03", as `with_outcome` annotates them.
STEP = Func(
    Value(" "),
    "last_step",
    "last_step_precision",
    Cast("last_step_on", CharField()),
    function="concat_ws",
    output_field=CharField(),
)
LAST_STEP = Column(
    "laatste_stap",
    _("last step"),
    _("The kind and the date of the last event."),
    NullIf(STEP, Value("")),
    reading=step_in_words,
)
