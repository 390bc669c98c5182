"""The search page."""

import re
from dataclasses import replace

from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from programmes.changes.since import NEW
from programmes.formats import csvw
from programmes.formats.atom_of_search import search_response
from programmes.formats.following import downloads
from programmes.fulltext.synonyms import sections
from programmes.lists.filters import PAGE_KEY
from programmes.lists.paging import suffix, without
from programmes.metadata.publisher import LICENCE
from programmes.models.years import FIRST, LAST
from programmes.search import (
    RETRY_AFTER,
    SEARCH,
    changes_since,
    file_since,
    gone_since,
    offers,
    search,
    search_all,
)
from programmes.views.coverage import doubts
from programmes.views.lists import made, refusal


@require_safe
def search_page(request):
    answer = search(request.GET)
    query = without(request.GET, PAGE_KEY)
    page = answer.page
    context = {
        "answer": answer,
        "form": answer.form,
        "problems": answer.problems,
        "q": request.GET.get("q", ""),
        "chosen": [pair for pair in made(request, answer.form) if pair[0].key != "q"],
        "facets": [(facet, choices_of(request.GET, facet)) for facet in answer.facets],
        "offers": offers(answer.form.cleaned_data["q"]) if page is not None else [],
        "page": page,
        "doubts": doubts_about_years(answer),
        "pages": page.paginator.get_elided_page_range(page.number) if answer.results else [],
        "query": query.urlencode(),
        "downloads": downloads(SEARCH, query) if answer.results else [],
    }
    if page is not None and answer.form.since:
        context["since"] = changed(answer.results, answer.form.since)
    response = render(request, "search/page.html", context)
    return for_now(response) if answer.too_slow else response


def doubts_about_years(answer):
    """Return why a search without results may lack something: of the years asked for, or of all."""
    form = answer.form
    if answer.results or not form.is_valid():
        return []
    written = map(int, re.findall(r"\b(?:19|20)\d\d\b", form.cleaned_data["q"]))
    years = [form.cleaned_data["jaar"]] if form.cleaned_data["jaar"] else [*written]
    known = [year for year in years if FIRST <= year <= LAST]
    return doubts(min(known), max(known)) if known else doubts()


def changed(results, moment):
    """Return what changed in the results of a page since a moment, and what is gone.

    A record that has several results is told once.
    """
    found = changes_since({each.place for each in results}, moment)
    records = {}
    for each in results:
        records.setdefault(each.record_url, each)
    # A record may be withdrawn between these queries.
    known = [(each, found[each.place]) for each in records.values() if each.place in found]
    return {
        "rows": [
            {"name": each.text, "url": each.record_url, **changes}
            for each, changes in known
            if changes["wijzigingen"]
        ],
        "new": sum(changes["soort"] == NEW for _each, changes in known),
        "gone": gone_since(moment),
    }


@require_safe
def search_file(request, noun, chosen):
    """Answer with all results in a `Format`, or 400 with the reason."""
    answer = search_all(request.GET)
    if answer.problems:
        response = refusal(answer.problems)
        return for_now(response) if answer.too_slow else response
    try:
        response = filled(request, noun, chosen, answer)
    except ValueError as error:
        return refusal([str(error)])
    description = request.build_absolute_uri(reverse("search-csvw") + suffix(request.GET))
    response["Link"] = (
        f'<{description}>; rel="describedby"; type="{csvw.MEDIA_TYPE}", <{LICENCE}>; rel="license"'
    )
    return response


def filled(request, noun, chosen, answer):
    """Return the file of an `Answer`, with what changed when that is asked.

    Raises:
        ValueError: when too much changed for one file.
    """
    if chosen.key == "atom":
        return search_response(request, answer.rows, noun)
    if not answer.form.since:
        return chosen.respond(request, answer.rows, noun)
    columns, gone = file_since(answer.rows, answer.form.since)
    noun = replace(noun, columns=(*noun.columns, *columns))
    return chosen.respond(request, answer.rows, noun, gone)


def for_now(response):
    """Make a response temporary: 503 with Retry-After, never cached."""
    response.status_code = 503
    response["Retry-After"] = RETRY_AFTER
    add_never_cache_headers(response)
    return response


@require_safe
def synonyms(request):
    """Show the words that a search takes for the same."""
    return render(request, "search/synonyms.html", {"sections": sections()})


@require_safe
def opensearch(request):
    """Answer the OpenSearch description (1.1, draft 6)."""
    site = request.build_absolute_uri("/")[:-1]
    media_type = "application/opensearchdescription+xml"
    return render(request, "search/opensearch.xml", {"site": site}, content_type=media_type)


def choices_of(parameters, facet):
    """Return (choice, query string that toggles it) pairs of a facet."""
    pairs = []
    for choice in facet.choices:
        target = without(parameters, PAGE_KEY, facet.key)
        if not choice.chosen:
            target[facet.key] = choice.value
        pairs.append((choice, target.urlencode()))
    return pairs
