"""The plan of a programme: as offered, and as of a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters import AddressForm, DayField
from programmes.models import Event, Planning, WorkProgramme
from programmes.models.event_kind import CHANGES
from programmes.models.expectation import with_until
from programmes.models.prepared import prepared
from programmes.models.standing import OUT_OF_PLAN, Standing, standing_on

NOT_IN_PLAN = (*OUT_OF_PLAN, Standing.NOT_YET)


class DayForm(AddressForm):
    op = DayField(label=_("Day"), required=False)


@dataclass(frozen=True)
class Plan:
    """The plan of a programme on a day.

    Attributes:
        day: the day; None is now.
        begun: the first day on which the plan is known to exist, or None.
        lines: the plannings of `standing_on`, with the events `came`, `changed` and `doubted`, or
            None, and `again`: of a dropped activity the later programme that has it, or None.
        others: the number of plannings without a line: they are as offered.
    """

    day: date | None
    begun: date | None
    lines: list
    others: int = 0

    @property
    def has_changes(self):
        return any(line.standing != Standing.UNCHANGED or line.doubted for line in self.lines)

    @property
    def offered(self):
        """Return the number of activities in the programme as offered."""
        return self.others + sum(line.offered for line in self.lines)

    @property
    def left(self):
        """Return the number of activities in the plan on the day."""
        return self.others + sum(line.standing not in NOT_IN_PLAN for line in self.lines)


def plan_of(programme, day, is_large=False):
    """Return the `Plan` of a public programme on `day`; None is now.

    Args:
        is_large: whether to leave out the lines of activities that nothing may have changed.
    """
    plannings = Planning.objects.published().filter(programme=programme)
    found = (may_have_changed if is_large else with_touched)(programme)
    touched = [each.pk for each in found if each.is_touched]
    others = [each for each in found if not each.is_touched]
    changed = changed_lines(plannings.filter(pk__in=touched), day) if touched else []
    if is_large:
        return Plan(day, programme.begun, changed, plannings.exclude(pk__in=touched).count())
    offered = [as_offered(planning) for planning in others]
    return Plan(day, programme.begun, sorted([*changed, *offered], key=place))


# The condition that an adjustment brought a planning, or that its activity has a change.
MAY_HAVE_CHANGED = Q(adjustment__isnull=False) | Q(
    activity__in=Event.objects.filter(kind__in=CHANGES).values("activity")
)


@prepared()
def may_have_changed(programme):
    """Return the public plannings of a programme that may have changed, all `is_touched`."""
    public = Planning.objects.published().filter(MAY_HAVE_CHANGED, programme=programme)
    return public.annotate(is_touched=Value(True))


@prepared()
def with_touched(programme):
    """Return all public plannings of a programme, with whether each may have changed."""
    public = Planning.objects.published().filter(programme=programme)
    is_touched = Case(When(MAY_HAVE_CHANGED, then=True), default=False)
    return public.annotate(is_touched=is_touched).select_related("activity")


def changed_lines(plannings, day):
    """Return the lines of a `Plan` for plannings of a programme that may have changed."""
    lines = list(standing_on(plannings.select_related("activity", "adjustment__programme"), day))
    keys = {key for line in lines for key in (line.brought, line.change, line.doubt)}
    events = with_until(Event.objects.published()).select_related("adjustment", "moved_to")
    events = events.in_bulk(keys)
    later = {line.again for line in lines if line.again}
    programmes = WorkProgramme.objects.in_bulk(later) if later else {}
    for line in lines:
        line.label, line.again = Standing(line.standing).label, programmes.get(line.again)
        line.came, line.changed, line.doubted = (
            events.get(key) for key in (line.brought, line.change, line.doubt)
        )
    return lines


def as_offered(planning):
    """Return the line of a planning that nothing changed."""
    planning.standing, planning.offered = Standing.UNCHANGED, True
    planning.label = Standing.UNCHANGED.label
    planning.came = planning.changed = planning.doubted = planning.again = None
    return planning


def place(line):
    """Return the sort key of a line: as plannings are ordered."""
    return line.position is None, line.position or 0, line.pk
