"""What goes with the page of a record: its citation as a file, and its picture."""

from django.http import HttpResponse
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from programmes.metadata.cards import card
from programmes.metadata.citing import AUTHOR, citation
from programmes.views.finding import record_page

REGISTER = f"Werkprogramma's · {AUTHOR}"


def bibtex(model):
    """Return a view that hands out the citation of a public record of `model`."""

    @record_page(model)
    def hand_out(request, record):
        address = request.build_absolute_uri(record.get_absolute_url())
        entry = citation(record, address).bibtex
        return HttpResponse(entry, content_type="application/x-bibtex; charset=utf-8")

    return hand_out


def picture(model):
    """Return a view that draws the picture of a public record of `model`."""

    @record_page(model)
    def draw(request, record):
        image = card(capfirst(record.noun), capfirst(str(record)), REGISTER)
        return HttpResponse(image, content_type="image/png")

    return draw


@require_safe
def site_picture(request):
    """Draw the picture of the site."""
    image = card("Register", "Wat de Inspectie van plan was, en wat ervan kwam", REGISTER)
    return HttpResponse(image, content_type="image/png")
