"""From an address to a record: found, moved, withdrawn, or never there."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


def record_page(model, *related):
    """Let a view of (request, record) answer at the address of a record of `model`.

    The records that it links to by the foreign keys `related` come along in the same query.
    A withdrawn record answers 410 with date and reason; an address that the record had before
    leads to the one it has now; all else answers 404.
    """

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, slug):
            public = model.objects.published().select_related(*related)
            if record := public.filter(slug=slug).first():
                # The frame of the page cites the record and describes it to machines.
                request.record = record
                return view(request, record)
            if record := model.objects.withdrawn().filter(slug=slug).first():
                return gone(request, record)
            moved = model.moved_from(slug)
            if moved and moved.has_been_public and moved.slug != slug:
                return redirect(request.resolver_match.view_name, moved.slug, permanent=True)
            raise Http404

        return answer

    return decorate


def bad_request(request, form):
    """Return the page that tells what is wrong with an address, by its `StrictForm`."""
    return render(request, "400.html", {"problems": form.problems}, status=400)


def gone(request, record):
    """Return the page that stays where a record was withdrawn, with the date and the reason."""
    return render(request, "410.html", {"record": record, "end": record.withdrawn_with}, status=410)
