"""The pages for a fault of ours: 500, or 503 while the database cannot answer."""

import sys

from django.http import HttpResponse
from django.template.loader import render_to_string

from programmes.models.outage import RETRY_AFTER, is_outage


def server_error(request):
    """Answer the exception that is being handled: `handler500` of the URLs.

    The page needs neither the request nor the database.
    """
    if not is_outage(sys.exc_info()[1]):
        return HttpResponse(render_to_string("500.html"), status=500)
    headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
