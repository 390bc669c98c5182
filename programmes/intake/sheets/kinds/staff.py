"""The columns that only staff have, or have of all records, drafts included."""

from dataclasses import replace

from django.db.models import Case, CharField, Max, Min, Value, When
from django.utils.translation import gettext_lazy as _

from programmes.lists import columns
from programmes.lists.columns.column import Column, joined
from programmes.lists.columns.dates import last_told, planned
from programmes.models import Expected, Goal, Planning, State
from programmes.models.planning import PLANNED_FROM, PLANNED_UNTIL
from programmes.models.record import in_state

# The state of a record at the moment of the query.
STATE = Column(
    "staat",
    _("state"),
    _("Whether it is a draft, scheduled, published or withdrawn."),
    Case(
        *(
            When(in_state(state), then=Value(state))
            for state in (State.WITHDRAWN, State.SCHEDULED, State.PUBLISHED)
        ),
        default=Value(State.CONCEPT),
        output_field=CharField(),
    ),
    kind="code",
    choices=tuple(State.choices),
    derived=True,
)
BY_NAME = {column.name: column for column in columns.ACTIVITY}


def unrestricted(name, expression):
    """Return a column of activities with another expression: over all records, drafts too."""
    return replace(BY_NAME[name], expression=expression)


PLANNED_FOR = Column(
    "gepland_voor",
    _("planned for"),
    _("As printed in the programme; only for an activity in one programme."),
    joined(
        Planning.objects.filter(in_state(State.PUBLISHED, "programme__")),
        "activity",
        "planned_for",
        "programme__slug",
    ),
)
PLANNINGS, EXPECTED = Planning.objects.all(), Expected.objects.all()
WORDS = joined(PLANNINGS, "activity", "planned_for", "programme__slug")
ACTIVITY = (
    STATE,
    unrestricted("werkprogrammas", joined(PLANNINGS, "activity", "programme__slug")),
    unrestricted("doelen", joined(Goal.objects.all(), "activities", "title")),
    replace(PLANNED_FOR, expression=WORDS),
    unrestricted("gepland_van", planned(Min(PLANNED_FROM), PLANNINGS)),
    unrestricted("gepland_tot", planned(Max(PLANNED_UNTIL), PLANNINGS)),
    unrestricted("verwacht", last_told(EXPECTED, "words")),
    unrestricted("verwacht_van", last_told(EXPECTED, "first_day")),
    unrestricted("verwacht_tot", last_told(EXPECTED, "last_day")),
)
