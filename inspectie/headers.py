import re

from csp.constants import HEADER as POLICY
from csp.middleware import CSPMiddleware
from django.middleware.gzip import GZipMiddleware

from programmes.caching.etags import STAFF, is_file

# Media types that are compressed: text, and what is text by its ending.
TEXT = re.compile(r"text/.*|.*[/+](json|xml)|application/x-ndjson")
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# A content coding with a weight of nought is not acceptable (RFC 9110, section 12.5.3).
REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$", re.IGNORECASE)


class ContentSecurityPolicy(CSPMiddleware):
    """The middleware of django-csp, with the directives in one order in all processes.

    The library takes the order of a set, so that HEAD and GET would differ.
    """

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if policy := response.headers.get(POLICY):
            response.headers[POLICY] = "; ".join(sorted(policy.split("; ")))
        return response


def permissions_policy(get_response):
    """Return middleware that denies pages the browser's device features (Permissions-Policy)."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


def accepted_codings(get_response):
    """Return middleware that removes what Accept-Encoding refuses, as in `gzip;q=0`.

    Django and WhiteNoise look for the name of a coding only, so it comes before both.
    """

    def middleware(request):
        codings = request.META.get("HTTP_ACCEPT_ENCODING", "").split(",")
        accepted = [each for each in codings if not REFUSED.search(each)]
        request.META["HTTP_ACCEPT_ENCODING"] = ",".join(accepted)
        return get_response(request)

    return middleware


def open_files(get_response):
    """Return middleware that lets scripts of other sites read public files (CORS).

    The API sets more of these headers itself.
    """

    def middleware(request):
        response = get_response(request)
        if is_file(request) and not request.path.startswith(STAFF):
            response.headers.setdefault("Access-Control-Allow-Origin", "*")
        return response

    return middleware


def compression(get_response):
    """Return middleware that gzips text responses of requests without cookies.

    Responses with cookies are not compressed because of the BREACH attack: a page of the admin
    contains a CSRF token beside user input, and its compressed length would leak the token. What
    is compressed holds no secret, and so needs no random bytes.
    """

    def middleware(request):
        response = get_response(request)
        media_type = response.headers.get("Content-Type", "").partition(";")[0]
        secret = request.COOKIES or response.cookies
        if TEXT.fullmatch(media_type) and not secret:
            return gzip.process_response(request, response)
        return response

    gzip = GZipMiddleware(get_response)
    gzip.max_random_bytes = 0
    return middleware
