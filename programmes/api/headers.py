"""The headers that every answer of the API has, errors too."""

from django.http import HttpResponse

from programmes.api import VERSION

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "API-Version, ETag, Link, RateLimit, RateLimit-Policy, Retry-After"


def api_headers(get_response):
    """Return middleware that names the version and lets pages of any site read the API (CORS)."""

    def middleware(request):
        if not request.path.startswith(PREFIX):
            return get_response(request)
        answer = preflight() if request.method == "OPTIONS" else get_response(request)
        answer["API-Version"] = VERSION
        # Else the server tells its own name, which is nobody's business.
        answer["Server"] = "inspectie"
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = EXPOSED
        return answer

    return middleware


def preflight():
    """Return the answer to a browser that asks what may be asked."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Accept, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )
