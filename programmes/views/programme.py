"""The page of a programme, today or as of a past day."""

from collections import Counter
from copy import copy
from datetime import timedelta

from django.db.models import F
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import (
    Activity,
    ActivityField,
    GoalFocus,
    Planning,
    WorkProgramme,
)
from programmes.models.outcome import with_outcome
from programmes.models.outcome_in_programme import last_of, seen_from
from programmes.models.prepared import prepared
from programmes.views import pictured
from programmes.views.finding import bad_request, record_page
from programmes.views.gaps import programme_gaps
from programmes.views.plan import DayForm, plan_of
from programmes.views.records import goals_within, offering, page
from programmes.views.years import all_programmes, year_page

# The most activities that the page shows; of more, the first of each field.
MOST, FIRST = 200, 5


@record_page(WorkProgramme, "perspective", "letter", absent=year_page)
def programme_detail(request, programme):
    """Show a programme; with `op` everything that its date makes certain on that day."""
    asked = DayForm(request.GET)
    if not asked.is_valid():
        return bad_request(request, asked)
    day = asked.cleaned_data["op"]
    if day and day < programme.begins:
        context = {"programme": programme, "day": day, "here": programme.years}
        return render(request, "programmes/too_early.html", context)
    activities, fields = shown_activities(programme, day), fields_of(programme)
    is_large = len(activities) > MOST
    if is_large:
        planned = planned_activities(programme, day)
        groups, outcomes = first_by_field(planned, fields), pictured.outcomes_of(planned)
    else:
        groups = by_field(activities, fields)
        outcomes = Counter(each.outcome for each in activities)
    year = (day or timezone.localdate()).year
    context = {
        "day": day,
        "plan": plan_of(programme, day, is_large),
        "day_form": asked,
        "here": programme.years,
        "is_over": programme.last_year < year,
        "has_begun": programme.first_year <= year,
        "query": f"werkprogramma={programme.slug}" + (f"&op={day}" if day else ""),
        "dates": dates_of(programme, day),
        "goals": goals_of(programme),
        "number": outcomes.total(),
        "groups": groups,
        "overlaps": sum(number for _field, _group, number in groups) > outcomes.total(),
        "glance": pictured.glance_of_counts(outcomes),
        "adjustments": known_on(adjustments_of(programme), "date", day),
        "annual_reports": known_on(reports_of(programme), "appeared", day),
        **neighbours(programme, day),
        **(offering(programme) if has_letter(programme, day) else {}),
    }
    gaps = None if day else programme_gaps(programme, context)
    return page(request, programme, context | {"gaps": gaps})


def planned_activities(programme, day):
    """Return the public activities of a programme as known on a day, in order.

    They have what `with_outcome` annotates, their outcome in this programme, and `planned_for`.
    """
    plannings = Planning.objects.with_public_links().filter(programme=programme)
    if day:
        plannings = plannings.known_before(day + timedelta(days=1))
    return (
        seen_from(with_outcome(Activity.objects.published(), day), last_of(plannings))
        .filter(plannings__in=plannings)
        .annotate(planned_for=F("plannings__planned_for"))
        .order_by(F("plannings__position").asc(nulls_last=True), "plannings__pk")
    )


def shown_activities(programme, day):
    """Return the first `planned_activities`, as a list: one more than the page shows."""
    return first_today(programme) if day is None else planned_activities(programme, day)[: MOST + 1]


@prepared(with_facts=True)
def first_today(programme):
    return planned_activities(programme, None)[: MOST + 1]


def fields_of(programme):
    """Return {key of an activity of a programme: its supervision fields}, in order."""
    found = {}
    for link in field_links(programme):
        found.setdefault(link.activity_id, []).append(link.supervisionfield)
    return found


@prepared()
def field_links(programme):
    links = ActivityField.objects.filter(activity__plannings__programme=programme)
    return links.select_related("supervisionfield").order_by("supervisionfield__name")


def adjustments_of(programme):
    return [each for each in pictured.all_adjustments() if each.programme_id == programme.pk]


def reports_of(programme):
    """Return the public annual reports about the years of a programme, with when they appeared."""
    first, last = programme.first_year, programme.last_year
    return [each for each in pictured.all_reports() if first <= each.year <= last]


def known_on(rows, date, day):
    """Return the rows with a `date`, the name of a field, up to `day`; all of them for None."""
    dates = ((each, getattr(each, date)) for each in rows)
    return [each for each, at in dates if day is None or (at and at <= day)]


def has_letter(programme, day):
    """Return whether the letter of a programme was there on a day."""
    letter = programme.letter
    return day is None or bool(letter and letter.date and letter.date <= day)


def dates_of(programme, day):
    """Return (label, date) pairs of what is known on a day of how a programme came about."""
    dates = {
        _("adopted"): programme.adopted_on,
        _("approved by the minister"): programme.approved_on,
        _("offered to the House"): programme.offered_on,
        _("on the site of the Inspectie"): programme.published_on,
    }
    return [(label, at) for label, at in dates.items() if at and (day is None or at <= day)]


def goals_of(programme):
    """Return the public goals of a programme's perspective, each with its `shown_focuses`."""
    if programme.perspective is None:
        return []
    # Copies, as the requests of a process share these records.
    goals = [copy(each) for each in goals_within(programme.perspective)]
    focuses = focuses_of(programme)
    for goal in goals:
        goal.shown_focuses = [each for each in focuses if each.goal_id == goal.pk]
    return goals


@prepared()
def focuses_of(programme):
    return GoalFocus.objects.published().filter(programme=programme)


def by_field(activities, fields):
    """Return (field or None, its activities, their number) tuples, those without a field last.

    Args:
        fields: {key of an activity: its fields}.
    """
    found = divided({each: fields.get(each.pk, []) for each in activities})
    return [(field, group, len(group)) for field, group in found]


def first_by_field(planned, fields):
    """Return what `by_field` does, with only the first `FIRST` activities of each field."""
    keys = planned.values_list("pk", flat=True)
    groups = divided({key: fields.get(key, []) for key in keys})
    shown = planned.in_bulk({key for _field, keys in groups for key in keys[:FIRST]})
    return [(field, [shown[key] for key in keys[:FIRST]], len(keys)) for field, keys in groups]


def divided(fields):
    """Return (field, things) pairs by the name of the field; None is last.

    Args:
        fields: {thing: its fields}; a thing without one is under None.
    """
    found = {}
    for thing, its_fields in fields.items():
        for field in its_fields or [None]:
            found.setdefault(field, []).append(thing)
    return sorted(found.items(), key=lambda pair: (pair[0] is None, str(pair[0]).casefold()))


def neighbours(programme, day):
    """Return the previous and the next public programme, by year, of those known on a day."""
    others = [each for each in known_on(all_programmes(), "begun", day) if each != programme]
    before = [each for each in others if order(each) <= order(programme)]
    return {
        "previous": max(before, key=order, default=None),
        "next": min((each for each in others if each not in before), key=order, default=None),
    }


def order(programme):
    return programme.first_year, programme.last_year
