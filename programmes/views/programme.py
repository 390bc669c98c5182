"""The page of a programme, today or as of a past day."""

from collections import Counter
from datetime import timedelta

from django.db.models import F, Prefetch
from django.db.models.functions import Least
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Activity, ActivityField, AnnualReport, GoalFocus, WorkProgramme
from programmes.models.outcome import with_outcome
from programmes.views import pictured
from programmes.views.finding import bad_request, record_page
from programmes.views.gaps import programme_gaps
from programmes.views.plan import DayForm, plan_of
from programmes.views.records import offering, page
from programmes.views.years import year_page

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
    planned = planned_activities(programme, day)
    activities = list(planned[: MOST + 1])
    is_large = len(activities) > MOST
    if is_large:
        groups, outcomes = first_by_field(planned), pictured.outcomes_of(planned)
    else:
        groups, outcomes = by_field(activities), Counter(each.outcome for each in activities)
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
        "adjustments": known_on(programme.adjustments.published(), "date", day),
        "annual_reports": known_on(reports_of(programme), "appeared", day),
        **neighbours(programme, day),
        **(offering(programme) if has_letter(programme, day) else {}),
    }
    gaps = None if day else programme_gaps(programme, context)
    return page(request, programme, context | {"gaps": gaps})


def planned_activities(programme, day):
    """Return the public activities of a programme as known on a day, in order.

    They have what `with_outcome` annotates, and `planned_for`.
    """
    plannings = programme.plannings.with_public_links()
    if day:
        plannings = plannings.known_before(day + timedelta(days=1))
    return (
        with_outcome(Activity.objects.published(), day)
        .filter(plannings__in=plannings)
        .annotate(planned_for=F("plannings__planned_for"))
        .order_by(F("plannings__position").asc(nulls_last=True), "plannings__pk")
        .prefetch_related("fields")
    )


def reports_of(programme):
    """Return the public annual reports about the years of a programme, with when they appeared."""
    years = (programme.first_year, programme.last_year)
    reports = AnnualReport.objects.published().filter(year__range=years)
    return reports.annotate(appeared=Least("published_on", "offered_on"))


def known_on(rows, date, day):
    """Return the rows with a `date`, the name of a field, up to `day`; all of them for None."""
    return rows if day is None else rows.filter(**{f"{date}__lte": day})


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
    focuses = GoalFocus.objects.published().filter(programme=programme)
    shown = Prefetch("focuses", focuses, to_attr="shown_focuses")
    return list(programme.perspective.goals.published().prefetch_related(shown))


def by_field(activities):
    """Return (field or None, its activities, their number) tuples, those without a field last."""
    found = divided({each: list(each.fields.all()) for each in activities})
    return [(field, group, len(group)) for field, group in found]


def first_by_field(planned):
    """Return what `by_field` does, with only the first `FIRST` activities of each field."""
    fields = {key: [] for key in planned.values_list("pk", flat=True)}
    links = ActivityField.objects.filter(activity__in=planned.values("pk"))
    for link in links.select_related("supervisionfield"):
        fields[link.activity_id].append(link.supervisionfield)
    groups = divided(fields)
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
    others = WorkProgramme.objects.published().exclude(pk=programme.pk)
    if day:
        begun = Least("adopted_on", "published_on", "offered_on")
        others = others.alias(begun=begun).filter(begun__lte=day)
    years = {"first_year": programme.first_year, "last_year": programme.last_year}
    before = others.filter(first_year__lte=years["first_year"]).exclude(
        first_year=years["first_year"], last_year__gt=years["last_year"]
    )
    after = others.exclude(pk__in=before.values("pk"))
    return {
        "previous": before.order_by("-first_year", "-last_year").first(),
        "next": after.order_by("first_year", "last_year").first(),
    }
