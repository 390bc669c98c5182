"""The pages of single records, with links in both directions."""

from itertools import groupby

from django.db.models import F, Prefetch
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from programmes.formats import atom
from programmes.lists.nouns import BY_MODEL
from programmes.metadata.citing import citation
from programmes.models import (
    Activity,
    Adjustment,
    AnnualReport,
    Goal,
    GoalFocus,
    Letter,
    Perspective,
    Signatory,
    Signature,
    WorkProgramme,
)
from programmes.models.expectation import with_until
from programmes.models.outcome import with_outcome
from programmes.views import pictured
from programmes.views.expecting import courses_of
from programmes.views.finding import bad_request, record_page
from programmes.views.gaps import gaps_of, programme_gaps
from programmes.views.matrices import Counted, goal_matrix
from programmes.views.plan import DayForm, plan_of
from programmes.views.years import year_page


def page(request, record, context):
    """Render the page of a record with the template of its noun.

    Args:
        context: for the template of the noun; `here` is the breadcrumb label (the record).
    """
    noun = BY_MODEL[type(record)]
    shared = {"noun": noun, "record": record, "here": record, "gaps": gaps_of(record)}
    return render(request, f"records/{noun.key}.html", shared | context)


@record_page(Perspective)
def perspective_detail(request, perspective):
    context = {
        "here": perspective.years,
        "goals": perspective.goals.published().prefetch_related(*goal_lines()),
        "programmes": perspective.programmes.published().order_by("first_year", "last_year"),
        "matrix": goal_matrix(list(perspective.goals.published()), Counted()),
        "outcomes": pictured.OUTCOMES,
        **offering(perspective),
    }
    return page(request, perspective, context)


@record_page(Goal)
def goal_detail(request, goal):
    context = {
        "here": goal.title,
        "earlier": goal.continues.published().select_related("perspective"),
        "later": goal.continued_by.published().select_related("perspective"),
        "focuses": goal.focuses.published()
        .select_related("programme")
        .order_by("programme__first_year"),
        "activities": with_outcome(goal.activities.published()),
        "results": goal.results.published().select_related("report").order_by("report__year"),
        "lineage": pictured.lineage_of(goal),
        "outcomes": pictured.OUTCOMES,
    }
    return page(request, goal, context)


@record_page(WorkProgramme, "perspective", "letter", absent=year_page)
def programme_detail(request, programme):
    asked = DayForm(request.GET)
    if not asked.is_valid():
        return bad_request(request, asked)
    activities = list(planned_activities(programme))
    groups = by_field(activities)
    goals = goals_of(programme)
    context = {
        "plan": plan_of(programme, asked.cleaned_data["op"]),
        "day_form": asked,
        "here": programme.years,
        "dates": dates_of(programme),
        "goals": goals,
        "activities": activities,
        "groups": groups,
        "overlaps": sum(len(group) for _name, group in groups) > len(activities),
        "glance": pictured.glance_of(activities),
        "adjustments": programme.adjustments.published(),
        "annual_reports": AnnualReport.objects.published().filter(
            year__range=(programme.first_year, programme.last_year)
        ),
        **neighbours(programme),
        **offering(programme),
    }
    return page(request, programme, context | {"gaps": programme_gaps(programme, context)})


def dates_of(programme):
    """Return (label, date) pairs of what is known of how a programme came about."""
    dates = {
        _("adopted"): programme.adopted_on,
        _("approved by the minister"): programme.approved_on,
        _("offered to the House"): programme.offered_on,
        _("on the site of the Inspectie"): programme.published_on,
    }
    return [(label, day) for label, day in dates.items() if day]


@record_page(Activity)
def activity_detail(request, activity):
    plannings = activity.plannings.published().select_related("programme")
    plannings = plannings.order_by("programme__first_year")
    events = activity.events.published().select_related("adjustment", "moved_to").in_order()
    found = with_outcome(Activity.objects.filter(pk=activity.pk)).get()
    activity.outcome, activity.days_late = found.outcome, found.days_late
    fields = activity.fields.all()
    goals = activity.goals.published().select_related("perspective")
    missing = {_("supervision field"): fields, _("goals"): goals}
    context = {
        "here": activity.title,
        "plannings": plannings,
        "events": events,
        "courses": courses_of(activity),
        "life": pictured.life_of(plannings, events),
        "fields": fields,
        "goals": goals,
        "gaps": gaps_of(activity, [name for name, found in missing.items() if not found]),
    }
    return page(request, activity, context)


@record_page(Letter)
def letter_detail(request, letter):
    return page(request, letter, {"documents": letter.documents(), **signing(letter)})


@record_page(Signatory)
def signatory_detail(request, signatory):
    signatures = signatory.signatures.published().select_related("letter").order_by("-letter__date")
    return page(request, signatory, {"here": signatory.name, "signatures": signatures})


@record_page(AnnualReport)
def annual_report_detail(request, report):
    context = {
        "here": report.year,
        "results": report.results.published()
        .select_related("goal__perspective")
        .order_by("goal__perspective__first_year", "goal__position"),
        "programmes": WorkProgramme.objects.published().filter(
            first_year__lte=report.year, last_year__gte=report.year
        ),
        **offering(report),
    }
    return page(request, report, context)


@record_page(Adjustment)
def adjustment_detail(request, adjustment):
    events = adjustment.events.published().select_related("activity", "moved_to").in_order()
    context = {
        "events": with_until(events),
        **offering(adjustment),
    }
    return page(request, adjustment, context)


def document(model):
    """Return a view that serves the PDF of a public record of `model`."""

    @record_page(model)
    def hand_out(request, record):
        if not record.file:
            raise Http404
        name = f"{model._meta.model_name}-{record.slug}.pdf"
        return FileResponse(
            record.file.open(), as_attachment=True, filename=name, content_type="application/pdf"
        )

    return hand_out


def feed(noun):
    """Return a view that serves the Atom feed of a public record of `noun`."""

    @record_page(noun.model)
    def follow(request, record):
        return atom.record_response(request, record, noun)

    return follow


def bibtex(model):
    """Return a view with the citation of a public record of `model`, as BibTeX."""

    @record_page(model)
    def citation_file(request, record):
        address = request.build_absolute_uri(record.get_absolute_url())
        entry = citation(record, address).bibtex
        return HttpResponse(entry, content_type="application/x-bibtex; charset=utf-8")

    return citation_file


def planned_activities(programme):
    """Return the public activities of a programme, in order.

    They have what `with_outcome` annotates, and `planned_for`.
    """
    return (
        with_outcome(Activity.objects.published())
        .filter(plannings__in=programme.plannings.with_public_links())
        .annotate(planned_for=F("plannings__planned_for"))
        .order_by(F("plannings__position").asc(nulls_last=True), "plannings__pk")
        .prefetch_related("fields")
    )


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


def neighbours(programme):
    """Return the previous and the next public programme, by year."""
    others = WorkProgramme.objects.published().exclude(pk=programme.pk)
    years = {"first_year": programme.first_year, "last_year": programme.last_year}
    before = others.filter(first_year__lte=years["first_year"]).exclude(
        first_year=years["first_year"], last_year__gt=years["last_year"]
    )
    after = others.exclude(pk__in=before.values("pk"))
    return {
        "previous": before.order_by("-first_year", "-last_year").first(),
        "next": after.order_by("first_year", "last_year").first(),
    }


def offering(record):
    """Return the context for the letter that offers a document; empty unless it is public."""
    letter = record.letter
    return signing(letter) | {"letter": letter} if letter and letter.is_public else {}


def signing(letter):
    """Return the signatures of a letter: by signers, and on behalf of others, in order."""
    signatures = letter.signatures.published().select_related("signatory")
    ordered = list(signatures.order_by("position", "pk"))
    signs = Signature.Capacity.SIGNS
    return {
        "signers": [each for each in ordered if each.capacity == signs],
        "on_behalf_of": [each for each in ordered if each.capacity != signs],
    }


def goal_lines():
    """Return prefetches of the public predecessors and successors of goals."""
    public = Goal.objects.published().select_related("perspective")
    return [Prefetch("continues", public), Prefetch("continued_by", public)]
