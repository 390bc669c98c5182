"""The lists: filtered, sorted, by page, and as files with the same rows."""

from functools import wraps

from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from programmes import formats
from programmes.filters import PAGE_KEY
from programmes.models import Perspective, WorkProgramme
from programmes.views.home import years

PAGE_SIZE = 50


def in_any_format(view):
    """Let a view of (request, noun) answer in the format that Accept asks for."""

    @wraps(view)
    def answer(request, noun):
        chosen = formats.preferred(request)
        response = record_file(request, noun, chosen) if chosen else view(request, noun)
        patch_vary_headers(response, ["Accept"])
        response["Link"] = formats.links(request, noun, chosen)
        return response

    return answer


@require_safe
@in_any_format
def record_list(request, noun):
    """Show a page of the list of a noun; a wrong parameter gives a notice and no rows."""
    filterset = noun.filterset(request.GET, noun.published(), request=request)
    problems = reasons(filterset)
    rows = filterset.qs if not problems else noun.model.objects.none()
    paginator = Paginator(noun.rows(rows), PAGE_SIZE)
    page, problem = page_of(paginator, request.GET.get(PAGE_KEY, "1"))
    query = request.GET.copy()
    query.pop(PAGE_KEY, None)
    context = {
        "noun": noun,
        "columns": noun.shown_columns,
        "rows": [shown(noun, row) for row in page] if page else [],
        "downloads": formats.addresses(noun, query),
        "filterset": filterset,
        "problems": [*problems, *filter(None, [problem])],
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number) if page else [],
        "query": query.urlencode(),
        "years": all_years() if noun.key == "programme" and not query else [],
    }
    return render(request, "list.html", context)


def all_years():
    """Return the entrances by year above the list of programmes."""
    return years(list(WorkProgramme.objects.published()), list(Perspective.objects.published()))


def shown(noun, row):
    """Return the address of a row and its cells as people read them."""
    slug, *values = row
    cells = [
        {"label": column.label, "value": column.for_people(value)}
        for column, value in zip(noun.shown_columns, values, strict=True)
    ]
    return {"url": reverse(f"{noun.key}-detail", args=[slug]), "cells": cells}


def page_of(paginator, number):
    """Return the page with `number`, text from the address, and what is wrong with it or None."""
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= paginator.num_pages):
        message = _("There is no page “%(number)s”. This is the last one: %(last)s.")
        return None, message % {"number": number[:20], "last": paginator.num_pages}
    return paginator.page(int(number)), None


@require_safe
def record_file(request, noun, chosen):
    """Answer with the list of a noun in a `Format`; a wrong parameter gives the reason."""
    filterset = noun.filterset(request.GET, noun.published(), request=request)
    if problems := reasons(filterset):
        return refusal(problems)
    response = chosen.respond(request, filterset.qs, noun)
    response["Link"] = formats.links(request, noun, chosen)
    return response


def refusal(problems):
    """Return the answer to an address with `problems`, sentences that tell what is wrong."""
    text = "\n".join([_("This address cannot be answered:"), *problems, ""])
    return HttpResponseBadRequest(text, content_type="text/plain; charset=utf-8")


def reasons(filterset):
    """Return what is wrong with the parameters of a list, as sentences."""
    return problems_of(filterset.form)


def problems_of(form):
    """Return what is wrong with a form of parameters, as sentences."""
    return [
        f"{name}: {message}" if name in form.fields else message
        for name, messages in form.errors.items()
        for message in messages
    ]
