"""The methods of HTTP: an address is read, unless it has a form."""

from django.http import HttpResponse, HttpResponseNotAllowed

from programmes.api.headers import PREFIX
from programmes.caching.etags import STAFF

# Where there are forms; everything else is read.
FORMS = (STAFF, "/volgen/")
READ = ["GET", "HEAD", "OPTIONS"]
WRITE = ["GET", "HEAD", "POST"]


class AllowedMethods:
    """Middleware: 405 with Allow, before the check of the CSRF token, which would give 403.

    The views of the API decide for themselves: its errors are documents.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, names):
        allowed = WRITE if request.path.startswith(FORMS) else READ
        if request.path.startswith(PREFIX):
            return None
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
        return None
