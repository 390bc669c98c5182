"""The matrices of goals and of fields by year, with the numbers of activities."""

from collections import defaultdict
from functools import cached_property

from django.db.models import Count, F, Func
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.lists.columns.dates import PLANNED_YEARS
from programmes.lists.filters import UNKNOWN
from programmes.models import Activity, Outcome, SupervisionField
from programmes.models.cached import until_changed
from programmes.models.outcome import with_outcome
from programmes.models.planning import PLANNED_FROM, PLANNED_UNTIL
from programmes.models.prepared import prepared
from programmes.pictures import matrix
from programmes.views.years import all_years


class Counted:
    """Counts of public activities by goal or field, the years they are planned for, and outcome.

    Equal to the number of results of the list with the same filters.
    """

    def __init__(self):
        self.coverage = {year.number: year.coverage for year in all_years() if year.programmes}

    @cached_property
    def goals(self):
        return counted_by("goals")

    @cached_property
    def fields(self):
        return counted_by("fields")

    def span(self):
        """Return every year from the first to the last programme; none without an activity."""
        years = self.coverage if self.fields else ()
        return range(min(years), max(years) + 1) if years else range(0)


@until_changed
def counted_by(path):
    """Return {key of a related record, or None: {year: {outcome: number of activities}}}.

    It reads every activity, so it is kept until the public register changes.

    Args:
        path: the name of a many-to-many field of `Activity`.
    """
    found = defaultdict(lambda: defaultdict(lambda: dict.fromkeys(Outcome.values, 0)))
    for key, year, outcome, number in counts_by(path=path):
        found[key][year][outcome] = number
    return {key: dict(years) for key, years in found.items()}


@prepared(with_facts=True)
def counts_by(path):
    public = with_outcome(Activity.objects.published()).order_by()
    rows = public.values_list(path, Func(PLANNED_YEARS, function="unnest"), F("outcome"))
    return rows.annotate(number=Count("pk"))


def years_of(plannings):
    """Return {activity: the years it is planned for}, with the primary key of the activity."""
    years = defaultdict(set)
    for activity, first, last in plannings.values_list("activity", PLANNED_FROM, PLANNED_UNTIL):
        years[activity].update(range(first.year, last.year + 1))
    return years


def goal_matrix(goals, counted):
    """Return the matrix of the goals of one perspective; None without activities."""
    rows = [
        matrix.Row(
            goal.title,
            goal.get_absolute_url(),
            f"doel={goal.slug}",
            counted.goals.get(goal.pk, {}),
        )
        for goal in goals
    ]
    if not any(row.counts for row in rows):
        return None
    frame = goals[0].perspective
    return matrix.matrix(rows, range(frame.first_year, frame.last_year + 1), counted.coverage)


def field_matrix(counted):
    """Return the matrix of the fields; None when no activity is planned."""
    fields = [(each.name, each.slug, each.pk) for each in all_fields()]
    if None in counted.fields:
        fields.append((_("no supervision field named"), UNKNOWN, None))
    url = reverse("activity-list")
    rows = [
        matrix.Row(name, f"{url}?gebied={slug}", f"gebied={slug}", counted.fields.get(key, {}))
        for name, slug, key in fields
    ]
    return matrix.matrix(rows, counted.span(), counted.coverage) if counted.span() else None


@until_changed
@prepared()
def all_fields():
    return SupervisionField.objects.published()


def coverage_in_words(coverage):
    """Return (how far the activities are known, its years) pairs, as text."""
    if not coverage:
        return []
    words = {
        "alle": _("All activities are known"),
        "deels": _("Some activities are known"),
        "onbekend": _("The activities are not known"),
        None: _("No programme is known"),
    }
    years = range(min(coverage), max(coverage) + 1)
    found = [
        (text, ", ".join(str(year) for year in years if coverage.get(year) == known))
        for known, text in words.items()
    ]
    return [pair for pair in found if pair[1]]
