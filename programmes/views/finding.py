"""Find the record of a URL: 200, 301 when its slug changed, 410 when withdrawn, 404."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from programmes.models.prepared import prepared


def not_found(request, slug):
    raise Http404


def record_page(model, *related, absent=not_found):
    """Decorate a view of (request, record) to answer at the URL of a record of `model`.

    A withdrawn record gives 410 with date and reason, or 301 to what it became part of; a former
    slug gives 301, all else `absent`.

    Args:
        related: foreign keys to load in the same query (`select_related`).
        absent: the view of (request, slug) for a slug that no record has or had.
    """

    @prepared()
    def public(slug):
        return model.objects.published().select_related(*related).filter(slug=slug)

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, slug):
            for record in public(slug):
                # For the template tags of base.html: citation and JSON-LD.
                request.record = record
                return view(request, record)
            if record := model.objects.withdrawn().filter(slug=slug).first():
                whole = getattr(record, "part_of", None)
                is_moved = whole and whole.is_public
                return redirect(whole, permanent=True) if is_moved else gone(request, record)
            moved = model.moved_from(slug)
            if moved and moved.has_been_public and moved.slug != slug:
                return redirect(request.resolver_match.view_name, moved.slug, permanent=True)
            return absent(request, slug)

        return answer

    return decorate


def bad_request(request, form):
    """Return the 400 page with the problems of a `StrictForm`."""
    return render(request, "400.html", {"problems": form.problems}, status=400)


def gone(request, record):
    """Return the 410 page of a withdrawn record, with the date and the reason."""
    return render(request, "410.html", {"record": record, "end": record.withdrawn_with}, status=410)
