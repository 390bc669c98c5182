"""What harvesters and catalogues ask for."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from programmes.opendata import sitemaps
from programmes.opendata.xml import document

XML = "application/xml; charset=utf-8"


@require_safe
@conditional_page
def diwoo_index(request):
    """Answer the index of the sitemaps for the Woo-index."""
    return HttpResponse(document(sitemaps.index(request.build_absolute_uri)), content_type=XML)


@require_safe
@conditional_page
def diwoo_sitemap(request, kind, page):
    """Answer a sitemap with the metadata of the documents of a kind."""
    root = sitemaps.sitemap(kind, page, request.build_absolute_uri)
    if root is None:
        raise Http404
    return HttpResponse(document(root), content_type=XML)
