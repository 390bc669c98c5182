"""The matrices of goals and of fields by year, with the numbers of activities."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.lists.filters import UNKNOWN
from programmes.models import Activity, Outcome, Planning, SupervisionField
from programmes.models.activity import outcome_and_days
from programmes.models.outcome import with_outcome
from programmes.models.planning import PLANNED_FROM, PLANNED_UNTIL
from programmes.pictures import matrix
from programmes.views.years import all_years


class Counted:
    """Counts of public activities by goal or field, and year that they are planned for.

    Equal to the number of results of the list with the same filters.
    """

    def __init__(self):
        public = with_outcome(Activity.objects.published())
        verdicts = public.values_list("pk", "verdict")
        self.outcomes = {key: outcome_and_days(verdict)[0] for key, verdict in verdicts}
        self.years = years_of(Planning.objects.published())
        self.coverage = {year.number: year.coverage for year in all_years() if year.programmes}
        self.goals = self.linked(Activity.goals.through, "goal")
        self.fields = self.linked(Activity.fields.through, "supervisionfield")

    def linked(self, model, other):
        """Return {key of the related record: its public activities}."""
        found = defaultdict(set)
        for key, activity in model.objects.values_list(other, "activity"):
            if activity in self.outcomes:
                found[key].add(activity)
        return found

    def without_field(self):
        """Return the public activities without a field."""
        return self.outcomes.keys() - set().union(*self.fields.values())

    def counts(self, activities):
        """Return {year: {outcome: count}}, with outcomes in a fixed order."""
        per_year = defaultdict(lambda: dict.fromkeys(Outcome.values, 0))
        for activity in activities:
            for year in self.years[activity]:
                per_year[year][self.outcomes[activity]] += 1
        return dict(per_year)

    def span(self):
        """Return every year from the first to the last programme; none without an activity."""
        years = self.coverage if any(self.years.values()) else ()
        return range(min(years), max(years) + 1) if years else range(0)


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
            counted.counts(counted.goals[goal.pk]),
        )
        for goal in goals
    ]
    if not any(row.counts for row in rows):
        return None
    frame = goals[0].perspective
    return matrix.matrix(rows, range(frame.first_year, frame.last_year + 1), counted.coverage)


def field_matrix(counted):
    """Return the matrix of the fields; None when no activity is planned."""
    fields = [
        (each.name, each.slug, counted.fields[each.pk])
        for each in SupervisionField.objects.published()
    ]
    if unnamed := counted.without_field():
        fields.append((_("no supervision field named"), UNKNOWN, unnamed))
    url = reverse("activity-list")
    rows = [
        matrix.Row(name, f"{url}?gebied={key}", f"gebied={key}", counted.counts(activities))
        for name, key, activities in fields
    ]
    return matrix.matrix(rows, counted.span(), counted.coverage) if counted.span() else None


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
