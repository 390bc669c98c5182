"""The change log of the whole register: as a page, a feed and files."""

from itertools import groupby

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes.api.changes import asked, written
from programmes.api.problems import ParameterError
from programmes.changes import in_register
from programmes.changes.in_pages import page_after
from programmes.changes.question import ChangesForm
from programmes.formats import atom, changes_files
from programmes.lists.filters import PAGE_KEY
from programmes.lists.paging import without
from programmes.views.lists import inputs, made, paged, refusal

# Changes of a day that are shown; the rest is in a details element.
IN_THE_OPEN = 8


@require_safe
def register_changes(request):
    """Show a page of changes; an invalid parameter gives a notice and no rows."""
    form = ChangesForm(request.GET)
    context = {
        "form": form,
        "inputs": inputs(form),
        "chosen": made(request, form),
        "query": without(request.GET, PAGE_KEY).urlencode(),
        "downloads": changes_files.addresses(without(request.GET, PAGE_KEY)),
        **paged(request, form.rows() if form.is_valid() else [], form.problems),
    }
    context["entries"] = in_register.entries(context["page"].object_list) if context["page"] else []
    context["days"] = by_day(context["entries"])
    return render(request, "changes.html", context)


@require_safe
def changes_feed(request):
    """Answer with the feed of changes, or 400 with the reason."""
    form = ChangesForm(request.GET)
    if problems := form.problems:
        return refusal(problems)
    return atom.changes_response(request, form)


@require_safe
def changes_file(request, chosen):
    """Answer with a file of the changes, oldest first, or 400 with the reason."""
    given = request.GET.copy()
    for key in [key for key in given if not any(given.getlist(key))]:
        # An empty field of the form on the page.
        del given[key]
    try:
        form, size, position = asked(given, changes_files.MOST_ROWS)
    except ParameterError as error:
        return refusal([f"{name}: {message}" for name, message in error.errors])
    page = page_after(position, size, **form.choice)
    return changes_files.response(request, chosen, page, written(page.position))


def by_day(entries):
    """Return (day, entries shown, entries folded) tuples, in the order of the entries."""
    days = groupby(entries, key=lambda entry: timezone.localdate(entry.at))
    lists = [(day, list(found)) for day, found in days]
    return [(day, found[:IN_THE_OPEN], found[IN_THE_OPEN:]) for day, found in lists]
