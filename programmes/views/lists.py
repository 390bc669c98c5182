"""The lists: filtered, sorted and paginated, and as files with the same rows."""

from dataclasses import replace
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from programmes.changes import since
from programmes.changes.gone import gone_since
from programmes.formats.following import downloads
from programmes.formats.format import links, preferred
from programmes.fulltext.asking import widening
from programmes.lists import paging
from programmes.lists.facets import MOST, facets_of, is_long
from programmes.lists.filters import PAGE_KEY, UNKNOWN
from programmes.lists.paging import page_of, without, without_value
from programmes.lists.prepared import PreparedRows, in_order, keys_of, number_of
from programmes.lists.titles import list_title
from programmes.models import Letter
from programmes.models.prepared import IsOneOf, prepared
from programmes.views.coverage import doubts_about
from programmes.views.lacking import without_lacking
from programmes.views.pictured import all_documents
from programmes.views.planned import planned_beside
from programmes.views.years import all_years

PAGE_SIZE = 50


@require_safe
def record_list(request, noun):
    """Answer with the list of a noun: in the format that Accept prefers, or as a page."""
    chosen = preferred(request, noun)
    response = record_file(request, noun, chosen) if chosen else list_page(request, noun)
    patch_vary_headers(response, ["Accept"])
    response["Link"] = links(request, noun, chosen)
    return response


def list_page(request, noun):
    """Show a page of the list of a noun; an invalid parameter gives a notice and no rows."""
    filterset = noun.filterset(request.GET, noun.published(), request=request)
    form = filterset.form
    rows, number, groups = divided(noun, filterset)
    query, facets = without(request.GET, PAGE_KEY), facets_of(noun, filterset)
    context = {
        "noun": noun,
        "address": request.build_absolute_uri(),
        "title": list_title(noun, form),
        "downloads": downloads(noun, query),
        "form": form,
        "facets": facets,
        "inputs": inputs(form, facets),
        "chosen": made(request, form),
        "query": query.urlencode(),
        "years": all_years() if noun.key == "programme" and not query else [],
        "doubts": doubts_about(form.cleaned_data)
        if noun.key == "activity" and form.is_valid()
        else [],
        "planned": planned_beside(form) if noun.key == "due" and form.is_valid() else None,
        "outside": outside_programmes(facets),
        **paged(request, rows, form.problems, number),
    }
    if form.is_valid() and (words := form.cleaned_data.get("q")):
        context["also"], context["exactly"] = widening(words)
    if form.is_valid() and form.since and context["page"]:
        in_page = in_order(filterset.qs, noun, groups, form.cleaned_data["sorteer"])
        context["since"] = changed(noun, in_page, context["page"], form.since)
    context |= without_lacking(noun.shown_columns, grouped(noun, groups, context["page"] or []))
    return render(request, "list.html", context)


def changed(noun, rows, page, moment):
    """Return what changed in the rows of a page since a moment, and what is gone."""
    first = page.start_index() - 1 if page else 0
    keys = list(rows.values_list("pk", flat=True)[first : first + PAGE_SIZE])
    found = since.changes_since(noun, keys, moment)
    # A row may be withdrawn between these queries.
    addresses = dict(noun.published().filter(pk__in=keys).values_list("pk", noun.link))
    told = [key for key in keys if key in addresses and found[key]["wijzigingen"]]
    names = noun.model.objects.in_bulk(told)
    return {
        "rows": [{"name": str(names[key]), "url": addresses[key], **found[key]} for key in told],
        "new": sum(each["soort"] == since.NEW for each in found.values()),
        "gone": gone_since(noun, moment),
    }


def outside_programmes(facets):
    """Return how many of the results are in no known programme; None where that is not asked."""
    facet = facets.get("werkprogramma")
    if facet is None or facet.chosen:
        return None
    return next((each.count for each in facet.choices if each.value == UNKNOWN), None)


def divided(noun, filterset):
    """Return the rows of the list in order, their number, and their `Groups` on a page, or None.

    A list of more than `MOST` rows has no headings, as ordering by them reads every row.

    Returns:
        The rows as `Noun.rows` returns them, in a queryset or `PreparedRows`.
    """
    if not filterset.form.is_valid():
        return noun.published().none(), 0, None
    chosen = filterset.form.cleaned_data
    sort = chosen["sorteer"]
    is_whole = not any(value for key, value in chosen.items() if key != "sorteer")
    keys = keys_in(noun, filterset, is_whole)
    if keys is not None:
        number = len(keys)
    else:
        number = number_of(noun) if is_whole else filterset.qs.order_by().count()
    groups = noun.groups if noun.groups and sort in noun.groups.sorts and number <= MOST else None
    if is_whole:
        return PreparedRows(noun, groups, sort), number, groups
    # A day in the past, and programmes that rows are seen from, decide what a row says.
    if keys is not None and not filterset.day and not filterset.seen_keys:
        return PreparedRows(noun, groups, sort, keys), number, groups
    return noun.rows(in_order(filterset.qs, noun, groups, sort), groups), number, groups


def keys_in(noun, filterset, is_whole):
    """Return the primary keys of the rows, as a list.

    None for more than `MOST`, and for a whole list whose rows are counted without them.
    """
    if is_whole and (not noun.selective or is_long(noun.model)):
        return None
    if is_whole:
        filterset.keys = keys_of(noun)
    elif is_long(noun.model):
        first = list(filterset.qs.order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(first) > MOST:
            return None
        filterset.keys = first
    return filterset.keys


def grouped(noun, groups, rows):
    """Return (heading or None, rows) pairs of a page."""
    return [
        (groups and groups.heading(value), shown(noun, list(found)))
        for value, found in groupby(rows, key=lambda row: row[1])
    ]


def paged(request, rows, problems, number=None):
    """Return the context for a page of `rows`: the page, or the problems and no page.

    Args:
        number: how many rows there are, when known.
    """
    paginator = Paginator(rows, PAGE_SIZE)
    if number is not None:
        paginator.count = number
    page, problem = page_of(paginator, request.GET.get(PAGE_KEY, "1"))
    return {
        "problems": [*problems, *filter(None, [problem])],
        "page": page,
        "pages": paginator.get_elided_page_range(page.number) if page else [],
    }


def made(request, form):
    """Return (filter choice, URL without it) pairs for the filters in use."""
    if not form.is_valid():
        return []
    return [
        (each, request.path + paging.suffix(left_without(each, request.GET, form)))
        for each in form.choices_made
    ]


def left_without(choice, parameters, form):
    """Return the query without a choice; other values of its key stay."""
    if choice.key in form.many:
        return without_value(parameters, choice.key, choice.code)
    return without(parameters, choice.key)


def inputs(form, facets=None):
    """Return (field, its facet or None) pairs for the inputs of a form with filters."""
    return [(field, (facets or {}).get(field.name)) for field in form.visible_fields()]


def shown(noun, rows):
    """Return the URL and the formatted cells of each row of `noun.rows`.

    One cell is the link; where it is empty, the name of the record that shows the row takes its
    place.
    """
    columns = noun.shown_columns
    place = [column.name for column in columns].index(noun.linked or columns[0].name)
    rows = [(url, cells) for url, _group, *cells in rows]
    nameless = [url.split("/")[-2] for url, cells in rows if not cells[place]]
    named = names_of(noun.shown_by or noun.model, nameless) if nameless else {}
    return [
        {
            "url": url,
            "cells": [
                cell(column, value, named.get(url) if number == place else None)
                for number, (column, value) in enumerate(zip(columns, cells, strict=True))
            ],
            "linked": place,
        }
        for url, cells in rows
    ]


def names_of(model, slugs):
    """Return {path of the page: name} of public records, by their slugs."""
    records = with_slugs(slugs, model=model)
    documents = all_documents() if model is Letter else None
    for each in records if documents else ():
        each.offers(documents)
    return {each.get_absolute_url(): str(getattr(each, "name", each)) for each in records}


@prepared()
def with_slugs(slugs, model):
    return model.objects.published().filter(IsOneOf("slug", slugs))


def cell(column, value, name=None):
    """Return the context of a cell; `name` takes the place of an empty value."""
    return {"column": column, "value": column.for_people(value) or name}


@require_safe
def record_file(request, noun, chosen):
    """Answer with the list of a noun in a `Format`, or 400 with the reason."""
    filterset = noun.filterset(request.GET, noun.published(), request=request)
    if problems := filterset.form.problems:
        return refusal(problems)
    rows, moment = filterset.qs, filterset.form.since
    if moment and chosen.has_columns:
        response = file_since(request, rows, noun, chosen, moment)
    else:
        response = chosen.respond(request, rows, noun)
    response["Link"] = links(request, noun, chosen)
    return response


def file_since(request, rows, noun, chosen, moment):
    """Answer with a list and what changed in it since a moment, or 400 when that is too much."""
    try:
        columns, gone = since.file_since(noun, rows, moment)
    except ValueError as error:
        return refusal([str(error)])
    noun = replace(noun, columns=(*noun.columns, *columns))
    return chosen.respond(request, rows, noun, gone)


def refusal(problems):
    """Return 400 with `problems`, a list of sentences, as plain text."""
    text = "\n".join([_("This address cannot be answered:"), *problems, ""])
    return HttpResponseBadRequest(text, content_type="text/plain; charset=utf-8")
