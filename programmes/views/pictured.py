"""The data of the pictures: published rows of the register."""

from collections import defaultdict

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from programmes.lists.filters import UNKNOWN
from programmes.models import (
    Activity,
    Adjustment,
    AnnualReport,
    Goal,
    GoalContinuation,
    GoalFocus,
    Letter,
    Perspective,
    Planning,
    Status,
    SupervisionField,
    WorkProgramme,
)
from programmes.pictures import glance, life, lineage, matrix, timeline
from programmes.pictures.scale import year_of

STATUSES = Status.choices


@require_safe
def overview(request):
    """Show the whole register in pictures: goals by years, and fields by years."""
    counted = Counted()
    goals = Goal.objects.published().select_related("perspective")
    drawn = [
        (frame, goal_matrix([goal for goal in goals if goal.perspective == frame], counted))
        for frame in Perspective.objects.published()
    ]
    context = {
        "goals": [(frame, picture) for frame, picture in drawn if picture],
        "unknown": [frame for frame, picture in drawn if not picture],
        "fields": field_matrix(counted),
        "statuses": STATUSES,
    }
    return render(request, "overview.html", context)


def timeline_of(programmes, perspectives):
    """Return the timeline, horizontal and vertical, and the rows of its table, newest first."""
    records = [
        *perspectives,
        *programmes,
        *AnnualReport.objects.published(),
        *Letter.objects.published().defer("text"),
        *Adjustment.objects.published().select_related("programme"),
    ]
    told = [(record, *moments(record)) for record in records]
    drawn = [timeline_row(*each) for each in told if each[1] is not None]
    if not drawn:
        return None
    today = year_of(timezone.localdate())
    table = sorted(told, key=lambda each: each[1] or 0, reverse=True)
    return {
        "lying": timeline.horizontal(drawn, today),
        "standing": timeline.vertical(drawn, today),
        "rows": [{"record": record, "when": when} for record, _start, _end, when in table],
        "has_adjustments": any(row.kind == "adjustment" for row in drawn),
    }


def moments(record):
    """Return (begin, end, text) of a record, in decimal years; (None, None, "") when unknown."""
    if isinstance(record, (Perspective, WorkProgramme)):
        return record.first_year, record.last_year + 1, record.years
    if isinstance(record, AnnualReport):
        return record.year, record.year + 1, str(record.year)
    if record.date is None:
        return None, None, ""
    return year_of(record.date), year_of(record.date), date_format(record.date)


def timeline_row(record, start, end, when):
    kind = record.url_name.removesuffix("-detail")
    label = f"{record} ({record.noun}, {when})"
    return timeline.Row(kind, start, end, when, label, record.get_absolute_url())


class Counted:
    """Counts of public activities by goal or field, and year of their programmes.

    Equal to the number of results of the list with the same filters.
    """

    def __init__(self):
        public = Activity.objects.published().with_status()
        self.statuses = dict(public.values_list("pk", "status"))
        self.years = years_of(Planning.objects.published())
        self.goals = self.linked(Activity.goals.through, "goal")
        self.fields = self.linked(Activity.fields.through, "supervisionfield")

    def linked(self, model, other):
        """Return {key of the related record: its public activities}."""
        found = defaultdict(set)
        for key, activity in model.objects.values_list(other, "activity"):
            if activity in self.statuses:
                found[key].add(activity)
        return found

    def without_field(self):
        """Return the public activities without a field."""
        return self.statuses.keys() - set().union(*self.fields.values())

    def counts(self, activities):
        """Return {year: {status: count}}, with statuses in a fixed order."""
        per_year = defaultdict(lambda: dict.fromkeys(Status.values, 0))
        for activity in activities:
            for year in self.years[activity]:
                per_year[year][self.statuses[activity]] += 1
        return dict(per_year)

    def span(self):
        """Return every year from the first to the last programme with an activity."""
        years = set().union(*self.years.values())
        return range(min(years), max(years) + 1) if years else range(0)


def years_of(plannings):
    """Return {activity: the years of its programmes}, with the primary key of the activity."""
    years = defaultdict(set)
    spans = plannings.values_list("activity", "programme__first_year", "programme__last_year")
    for activity, first, last in spans:
        years[activity].update(range(first, last + 1))
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
    return matrix.matrix(rows, range(frame.first_year, frame.last_year + 1))


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
    return matrix.matrix(rows, counted.span()) if counted.span() else None


def glance_of(activities, groups):
    """Return the picture of a programme.

    Args:
        activities: each with its status. groups: (name of a field, its activities) pairs.
    """
    slugs = {field.name: field.slug for each in activities for field in each.fields.all()}
    slugs[""], unnamed = UNKNOWN, _("no supervision field named")
    fields = [(slugs[name], name or unnamed, by_status(group)) for name, group in groups]
    return glance.glance(by_status(activities), fields) if activities else None


def by_status(activities):
    counts = dict.fromkeys(Status.values, 0)
    for activity in activities:
        counts[activity.status] += 1
    return counts


def life_of(plannings, events):
    """Return the picture of an activity: its plannings with their programmes, its events."""
    planned = [
        life.Planned(
            each.programme.first_year,
            each.programme.last_year,
            each.programme.years,
            str(each.programme),
            each.programme.get_absolute_url(),
        )
        for each in plannings
    ]
    happened = [
        life.Happened(
            year_of(each.date), each.kind, f"{each.get_kind_display()}, {each.when}", f"#m{each.pk}"
        )
        for each in events
        if each.date
    ]
    return life.life(planned, happened)


def lineage_of(goal):
    """Return the picture of the lineage of a goal; None when it has no predecessor or successor."""
    goals = chain(goal)
    focuses = {
        (focus.goal_id, year): focus.programme
        for focus in GoalFocus.objects.published()
        .filter(goal__in=goals)
        .select_related("programme")
        for year in range(focus.programme.first_year, focus.programme.last_year + 1)
    }
    activities = planned_for(goals)
    return lineage.lineage([lineage_goal(each, focuses, activities) for each in goals])


def chain(goal):
    """Return the public ancestors and descendants of a goal and itself, oldest first."""
    earlier, later = continuations()
    keys = {goal.pk} | reach(goal.pk, earlier) | reach(goal.pk, later)
    goals = Goal.objects.published().filter(pk__in=keys).select_related("perspective")
    found = list(goals.order_by("perspective__first_year", "position", "pk"))
    for each in found:
        each.after = tuple(sorted(earlier[each.pk] & keys))
    return found


def continuations():
    """Return {goal: goals that it continues} and {goal: goals that continue it}.

    Of public goals only, as sets of primary keys; a missing key gives an empty set.
    """
    earlier, later = defaultdict(set), defaultdict(set)
    for goal, before in GoalContinuation.objects.published().values_list("from_goal", "to_goal"):
        earlier[goal].add(before)
        later[before].add(goal)
    return earlier, later


def reach(start, links):
    """Return the transitive closure of `start` along the links, as keys."""
    found, to_visit = set(), [start]
    while to_visit:
        new = links[to_visit.pop()] - found
        found |= new
        to_visit += new
    return found


def planned_for(goals):
    """Return {(goal, year): public activities}, ordered by title."""
    activities = Activity.objects.published().with_status().filter(goals__in=goals).distinct()
    by_key = {each.pk: each for each in activities}
    years = years_of(Planning.objects.published().filter(activity__in=by_key))
    found = defaultdict(list)
    links = Activity.goals.through.objects.filter(goal__in=goals).values_list("activity", "goal")
    for key, goal in sorted(links, key=lambda link: str(by_key.get(link[0], "")).casefold()):
        for year in years[key]:
            each = by_key[key]
            found[goal, year].append(
                lineage.Activity(each.title, each.status, each.get_absolute_url())
            )
    return found


def lineage_goal(goal, focuses, activities):
    frame = goal.perspective
    years = []
    for year in range(frame.first_year, frame.last_year + 1):
        programme = focuses.get((goal.pk, year))
        years.append(
            lineage.Year(
                year,
                str(programme or ""),
                f"{programme.get_absolute_url()}#doelen" if programme else "",
                tuple(activities[goal.pk, year]),
            )
        )
    return lineage.Goal(
        goal.pk, goal.title, frame.years, goal.get_absolute_url(), goal.after, tuple(years)
    )
