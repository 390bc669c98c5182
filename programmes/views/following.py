"""How to follow a page: the calendar of a record, and the page that explains calendar and feed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from programmes.changes.question import ChangesForm
from programmes.formats import calendar
from programmes.formats.following import addresses_of, webcal
from programmes.lists.filters import PAGE_KEY, AddressForm
from programmes.lists.nouns import BY_KEY, BY_MODEL, DUE
from programmes.lists.paging import suffix, without
from programmes.lists.titles import filtered_title, list_title
from programmes.models import (
    Activity,
    Adjustment,
    Event,
    Goal,
    Letter,
    Perspective,
    Planning,
    Signatory,
    Signature,
    WorkProgramme,
)
from programmes.search import SEARCH, SearchForm
from programmes.views.finding import bad_request, record_page

EVENTS = BY_MODEL[Event]


def activities(record):
    """Return the keys of the public activities of a goal or a programme."""
    if isinstance(record, Goal):
        return record.activities.published().values("pk")
    return Planning.objects.published().filter(programme=record).values("activity")


def of_activities(keys):
    """Return what happened with activities and what is expected of them, for a calendar."""
    return [
        (EVENTS, EVENTS.published().filter(activity__in=keys)),
        (DUE, DUE.published().filter(activity__in=keys)),
    ]


def dates_of(record):
    """Return the (`Noun`, public rows) pairs of the calendar of a record."""
    noun = BY_MODEL[type(record)]
    own = [(noun, noun.published().filter(pk=record.pk))]
    match record:
        case Activity():
            return of_activities([record.pk])
        case Goal():
            return of_activities(activities(record))
        case WorkProgramme():
            return [*own, *linked(Adjustment, programme=record), *of_activities(activities(record))]
        case Perspective():
            return [*own, *linked(WorkProgramme, perspective=record)]
        case Adjustment():
            return [*own, *linked(Event, adjustment=record)]
        case Signatory():
            signed = Signature.objects.published().filter(signatory=record)
            return linked(Letter, pk__in=signed.values("letter"))
    return own


def linked(model, **condition):
    """Return the public rows of a model that a condition leaves, as `dates_of` returns them."""
    noun = BY_MODEL[model]
    return [(noun, noun.published().filter(**condition))]


def record_calendar(noun):
    """Return a view that serves the calendar of a public record of `noun`."""

    @record_page(noun.model)
    def follow(request, record):
        return calendar.record_response(request, record, noun, dates_of(record))

    return follow


@require_safe
def follow_page(request, page):
    """Explain how to follow the page at the path `page`, with the same parameters.

    A record that is not public redirects to its own page, which says why; an invalid parameter is
    400.
    """
    try:
        match = resolve(f"/{page}")
    except Resolver404:
        raise Http404 from None
    query = without(request.GET, PAGE_KEY)
    feed, dates = addresses_of(match, query)
    if not feed:
        raise Http404
    form, name = named(request, match)
    if form.problems:
        return bad_request(request, form)
    if not name:
        return redirect(f"/{page}")
    context = {
        "name": name,
        "page": f"/{page}" + suffix(query),
        "form": form_of(match.url_name),
        "feed": request.build_absolute_uri(feed),
        "calendar": dates and request.build_absolute_uri(dates),
        "webcal": dates and webcal(request, dates),
    }
    return render(request, "pages/following.html", context)


def form_of(url_name):
    """Return the form of a page: the last word of its name, but a field is no record."""
    return "field" if url_name == "supervision-field-detail" else url_name.rpartition("-")[2]


def named(request, match):
    """Return the form with the parameters of a page, and its name; None when it is not public."""
    if match.url_name == "changes":
        form = ChangesForm(request.GET)
        return form, filtered_title(_("Changes"), form)
    if match.url_name == "search":
        form = SearchForm(request.GET)
        return form, list_title(SEARCH, form)
    if noun := match.kwargs.get("noun"):
        form = noun.filterset(request.GET, noun.published(), request=request).form
        return form, list_title(noun, form)
    noun = BY_KEY[match.url_name.removesuffix("-detail")]
    record = noun.model.objects.published().filter(**match.kwargs).first()
    return AddressForm(request.GET), record and capfirst(str(record))
