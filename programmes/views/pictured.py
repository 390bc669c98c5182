"""The data of the pictures: published rows of the register."""

from collections import Counter, defaultdict
from functools import reduce
from hashlib import sha256
from operator import or_

from django.core.cache import cache
from django.db.models import Q
from django.db.models.functions import Least
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.models import (
    Activity,
    Adjustment,
    AnnualReport,
    Goal,
    GoalContinuation,
    GoalFocus,
    Letter,
    Outcome,
    Perspective,
    Planning,
    WorkProgramme,
)
from programmes.models.activity import outcome_and_days
from programmes.models.cached import until_changed
from programmes.models.letter import OFFERED
from programmes.models.outcome import with_outcome
from programmes.models.past import past
from programmes.models.prepared import prepared
from programmes.models.previewed import is_previewing
from programmes.models.version import register_version
from programmes.models.when import date_in_words
from programmes.pictures import glance, life, lineage, timeline
from programmes.pictures.scale import year_of
from programmes.views.matrices import (
    Counted,
    coverage_in_words,
    field_matrix,
    goal_matrix,
    years_of,
)
from programmes.views.years import all_perspectives, all_programmes

OUTCOMES = [(outcome, outcome.tag) for outcome in Outcome]


@require_safe
def overview(request):
    """Show the whole register in pictures: goals by years, and fields by years."""
    counted = Counted()
    goals = all_goals()
    drawn = [
        (frame, goal_matrix([goal for goal in goals if goal.perspective == frame], counted))
        for frame in all_perspectives()
    ]
    context = {
        "goals": [(frame, picture) for frame, picture in drawn if picture],
        "unknown": [frame for frame, picture in drawn if not picture],
        "fields": field_matrix(counted),
        "years": coverage_in_words(counted.coverage),
        "outcomes": OUTCOMES,
    }
    return render(request, "overview.html", context)


@until_changed
@prepared()
def all_goals():
    return Goal.objects.published().select_related("perspective")


@prepared()
def offering_letters():
    """Return the public letters that offer a document; those about reports have no place here."""
    offers = (Q(**{f"{kind}__isnull": False}) for kind in OFFERED)
    return Letter.objects.published().filter(reduce(or_, offers)).defer("text").distinct()


def timeline_of(programmes, perspectives):
    """Return the timeline, horizontal and vertical, and the rows of its table, newest first."""
    letters = offering_letters()
    documents = perspectives, programmes, all_adjustments(), all_reports()
    for letter in letters:
        letter.offers(documents)
    records = [*perspectives, *programmes, *documents[3], *letters, *documents[2]]
    told = [(named(record), *moments(record)) for record in records]
    drawn = [timeline_row(*each) for each in told if each[1] is not None]
    if not drawn:
        return None
    today = year_of(timezone.localdate())
    table = sorted(told, key=lambda each: each[1] or 0, reverse=True)
    return {
        "lying": timeline.horizontal(drawn, today),
        "standing": timeline.vertical(drawn, today),
        "rows": [names | {"when": when} for names, _start, _end, when in table],
        "has_adjustments": any(row.kind == "adjustment" for row in drawn),
    }


def all_documents():
    """Return the public documents that a letter may offer, as `Letter.offers` takes them."""
    return all_perspectives(), all_programmes(), all_adjustments(), all_reports()


@until_changed
@prepared()
def all_adjustments():
    return Adjustment.objects.published().select_related("programme")


@until_changed
@prepared()
def all_reports():
    """Return the public annual reports, with the day on which they `appeared`, or null."""
    appeared = Least("published_on", "offered_on")
    return AnnualReport.objects.published().annotate(appeared=appeared)


def moments(record):
    """Return (begin, end, text) of a record, in decimal years; (None, None, "") when unknown."""
    if isinstance(record, (Perspective, WorkProgramme)):
        return record.first_year, record.last_year + 1, record.years
    if isinstance(record, AnnualReport):
        return record.year, record.year + 1, str(record.year)
    if record.date is None:
        return None, None, ""
    return year_of(record.date), year_of(record.date), date_in_words(record.date)


def named(record):
    """Return what the timeline shows of a record."""
    kind, url = record.url_name.removesuffix("-detail"), record.get_absolute_url()
    return {"kind": kind, "name": str(record), "noun": str(record.noun), "url": url}


def timeline_row(names, start, end, when):
    label = f"{names['name']} ({names['noun']}, {when})"
    return timeline.Row(names["kind"], start, end, when, label, names["url"])


def glance_of_past():
    """Return the `Glance` of the activities whose programmes are all over, or None."""
    return kept_glance("past", lambda: past(Activity.objects.published()))


def glance_of_field(field):
    """Return the `Glance` of the activities about a supervision field, or None."""
    public = Activity.objects.published()
    return kept_glance(f"field-{field.pk}", lambda: public.filter(fields=field))


def kept_glance(name, activities):
    """Return the `Glance` of what `activities` returns, a queryset; None without activities.

    It is in the cache by its name, until the register changes or the day is over; not in a preview.
    """
    if is_previewing():
        return glance_of_counts(outcomes_of(with_outcome(activities())))
    key = f"{name}-{sha256(register_version.current().encode()).hexdigest()}"
    return glance_of_counts(cache.get_or_set(key, lambda: outcomes_of(with_outcome(activities()))))


def outcomes_of(activities):
    """Return {outcome: number of activities} of the rows of `with_outcome`, as a `Counter`."""
    verdicts = activities.order_by().values_list("verdict", flat=True)
    return Counter(outcome_and_days(verdict)[0] for verdict in verdicts)


def glance_of_counts(found):
    """Return the `Glance` of {outcome: number of activities}; None without activities."""
    counts = {outcome: found.get(outcome, 0) for outcome in Outcome.values}
    known = sum(count for outcome, count in counts.items() if Outcome(outcome).is_known)
    return glance.Glance(counts, known) if any(counts.values()) else None


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
    activities = activities_by_year(goals)
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
    for goal, before in goal_links():
        earlier[goal].add(before)
        later[before].add(goal)
    return earlier, later


@prepared()
def goal_links():
    return GoalContinuation.objects.published().values_list("from_goal", "to_goal")


def reach(start, links):
    """Return the transitive closure of `start` along the links, as keys."""
    found, to_visit = set(), [start]
    while to_visit:
        new = links[to_visit.pop()] - found
        found |= new
        to_visit += new
    return found


def activities_by_year(goals):
    """Return {(goal, year): public activities}, ordered by title."""
    public = Activity.objects.published().filter(goals__in=goals)
    activities = with_outcome(public.distinct())
    by_key = {each.pk: each for each in activities}
    years = years_of(Planning.objects.published().filter(activity__in=by_key))
    found = defaultdict(list)
    links = Activity.goals.through.objects.filter(goal__in=goals).values_list("activity", "goal")
    for key, goal in sorted(links, key=lambda link: str(by_key.get(link[0], "")).casefold()):
        for year in years[key]:
            each = by_key[key]
            found[goal, year].append(
                lineage.Activity(each.title, each.outcome, each.get_absolute_url())
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
