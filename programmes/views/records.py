"""The pages of single records, with links in both directions."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from programmes.formats import atom
from programmes.lists.nouns import BY_MODEL
from programmes.metadata.citing import citation
from programmes.models import (
    Activity,
    ActivityField,
    ActivityGoal,
    Adjustment,
    AnnualReport,
    Event,
    Expectation,
    Goal,
    Letter,
    Perspective,
    Signatory,
    Signature,
    WorkProgramme,
)
from programmes.models.expectation import with_until
from programmes.models.kamerstuk import PARTS as KAMERSTUK
from programmes.models.outcome import with_outcome
from programmes.models.prepared import prepared
from programmes.views import pictured
from programmes.views.expecting import courses_of
from programmes.views.finding import record_page
from programmes.views.gaps import activity_gaps, gaps_of
from programmes.views.matrices import Counted, all_fields, goal_matrix
from programmes.views.years import all_programmes


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
    goals = goals_within(perspective)
    programmes = [each for each in all_programmes() if each.perspective_id == perspective.pk]
    context = {
        "here": perspective.years,
        "goals": goal_lines(goals),
        "gaps": gaps_of(perspective, {_("goals"): bool(goals)}),
        "programmes": programmes[::-1],
        "matrix": goal_matrix(goals, Counted()),
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


@record_page(Activity)
def activity_detail(request, activity):
    plannings, events = activity.public_plannings, events_of(activity)
    ((activity.verdict, of_fields, of_goals),) = facts_of(activity)
    fields = [each for each in all_fields() if each.pk in of_fields]
    goals = [each for each in pictured.all_goals() if each.pk in of_goals]
    context = {
        "here": activity.title,
        "plannings": plannings,
        "events": events,
        "courses": courses_of(activity),
        "life": pictured.life_of(plannings, events),
        "fields": fields,
        "goals": goals,
        "gaps": activity_gaps(activity, fields, goals),
    }
    return page(request, activity, context)


@prepared(with_facts=True)
def facts_of(activity):
    """Return the verdict of an activity, and the keys of its supervision fields and goals."""
    links = (
        ArraySubquery(model.objects.filter(activity=OuterRef("pk")).values(name))
        for model, name in ((ActivityField, "supervisionfield"), (ActivityGoal, "goal"))
    )
    return with_outcome(Activity.objects.filter(pk=activity)).values_list("verdict", *links)


@prepared()
def events_of(activity):
    public = Event.objects.published().filter(activity=activity)
    return public.select_related("adjustment", "moved_to").with_letter().in_order()


@record_page(Letter)
def letter_detail(request, letter):
    letter.offers(pictured.all_documents())
    context = {
        "documents": letter.documents(),
        "events": told_in(*(getattr(letter, name) for name in KAMERSTUK)),
        "expectations": expectations_of(letter),
        **signing(letter),
    }
    return page(request, letter, context)


@prepared()
def told_in(*printed):
    """Return the public events that a letter tells of, by its Kamerstuk number."""
    events = Event.objects.published().filter(**dict(zip(KAMERSTUK, printed, strict=True)))
    return events.exclude(kamerstuk_dossier="").select_related("activity").in_order()


@prepared()
def expectations_of(letter):
    return Expectation.objects.published().filter(letter=letter).select_related("activity")


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


def document(model, as_attachment=True):
    """Return a view that serves the PDF of a public record of `model`.

    Args:
        as_attachment: whether a browser saves it; else it opens it, at the page in the fragment.
    """

    @record_page(model)
    def hand_out(request, record):
        if not record.file:
            raise Http404
        name = f"{model._meta.model_name}-{record.slug}.pdf"
        return FileResponse(
            record.file.open(),
            as_attachment=as_attachment,
            filename=name,
            content_type="application/pdf",
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


def offering(record):
    """Return the context for the letter that offers a document; empty unless it is public."""
    letter = record.letter
    if not (letter and letter.is_public):
        return {}
    letter.offers(pictured.all_documents())
    return signing(letter) | {"letter": letter}


def signing(letter):
    """Return the signatures of a letter: by signers, and on behalf of others, in order."""
    signatures, signs = letter.public_signatures, Signature.Capacity.SIGNS
    return {
        "signers": [each for each in signatures if each.capacity == signs],
        "on_behalf_of": [each for each in signatures if each.capacity != signs],
    }


def goals_within(perspective):
    """Return the public goals of a perspective, in order."""
    return [each for each in pictured.all_goals() if each.perspective_id == perspective.pk]


def goal_lines(goals):
    """Return (goal, its public predecessors, its public successors) of public goals."""
    every, directions = pictured.all_goals(), pictured.continuations()
    return [
        (goal, *([each for each in every if each.pk in links[goal.pk]] for links in directions))
        for goal in goals
    ]
