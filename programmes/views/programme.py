"""The page of a programme, today or as of a past day."""

from datetime import timedelta
from itertools import groupby

from django.db.models import F, Prefetch
from django.db.models.functions import Least
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Activity, AnnualReport, GoalFocus, WorkProgramme
from programmes.models.outcome import with_outcome
from programmes.views import pictured
from programmes.views.finding import bad_request, record_page
from programmes.views.gaps import programme_gaps
from programmes.views.plan import DayForm, plan_of
from programmes.views.records import offering, page
from programmes.views.years import year_page


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
    activities = list(planned_activities(programme, day))
    groups = by_field(activities)
    year = (day or timezone.localdate()).year
    context = {
        "day": day,
        "plan": plan_of(programme, day),
        "day_form": asked,
        "here": programme.years,
        "is_over": programme.last_year < year,
        "has_begun": programme.first_year <= year,
        "query": f"werkprogramma={programme.slug}" + (f"&op={day}" if day else ""),
        "dates": dates_of(programme, day),
        "goals": goals_of(programme),
        "activities": activities,
        "groups": groups,
        "overlaps": sum(len(group) for _name, group in groups) > len(activities),
        "glance": pictured.glance_of(activities),
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
    """Return (name of a field, its activities) pairs; activities without one are last, under ""."""
    pairs = [
        (name, activity)
        for activity in activities
        for name in sorted(field.name for field in activity.fields.all()) or [""]
    ]
    pairs.sort(key=lambda pair: (pair[0] == "", pair[0].casefold()))
    grouped = groupby(pairs, key=lambda pair: pair[0])
    return [(name, [activity for _name, activity in group]) for name, group in grouped]


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
