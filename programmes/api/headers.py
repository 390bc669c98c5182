"""Headers of every response of the API, errors included."""

from django.http import HttpResponse

from programmes.api import VERSION

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "API-Version, ETag, Link, RateLimit, RateLimit-Policy, Retry-After"


def api_headers(get_response):
    """Middleware: set API-Version and CORS headers, and answer preflight requests."""

    def middleware(request):
        if not request.path.startswith(PREFIX):
            return get_response(request)
        answer = preflight() if request.method == "OPTIONS" else get_response(request)
        answer["API-Version"] = VERSION
        # Without it, Granian sends its own name.
        answer["Server"] = "inspectie"
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = EXPOSED
        return answer

    return middleware


def preflight():
    """Return the response to a CORS preflight request."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Accept, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )
