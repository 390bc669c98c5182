"""Files about a record: its citation as BibTeX."""

from django.http import HttpResponse

from programmes.metadata.citing import citation
from programmes.views.finding import record_page


def bibtex(model):
    """Return a view with the citation of a public record of `model`."""

    @record_page(model)
    def citation_file(request, record):
        address = request.build_absolute_uri(record.get_absolute_url())
        entry = citation(record, address).bibtex
        return HttpResponse(entry, content_type="application/x-bibtex; charset=utf-8")

    return citation_file
