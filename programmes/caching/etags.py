"""ETags: answer 304 before doing any work (decision 19).

The tag is a hash of all that a public answer depends on: the address, Accept, the version of the
public register, which differs daily, and the software.
"""

from functools import cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from programmes.caching.version import register_version
from programmes.lists.facts import up_to_date
from programmes.models.facts import asked_once

STAFF = "/beheer/"
# Paths without an ETag: not for the public, or answered without a query.
NOT_PUBLIC = (STAFF, settings.STATIC_URL, "/voorvertoning/", "/livez", "/readyz")
SIGNED_IN = {settings.SESSION_COOKIE_NAME, "messages"}
FOR_ONE = "private, no-store"
# The files in the digest of `deployment`.
SOFTWARE = [
    *(
        f"{folder}/**/*{ending}"
        for folder in ("inspectie", "programmes")
        for ending in (".py", ".mo")
    ),
    "programmes/data/*.toml",
    "templates/**/*.html",
    "requirements.txt",
    "var/static/staticfiles.json",
]


def is_for_all(request):
    """Return whether the answer to a GET or HEAD is the same for every visitor."""
    return not request.path.startswith(NOT_PUBLIC) and SIGNED_IN.isdisjoint(request.COOKIES)


def conditional(get_response):
    """Return middleware that sets ETag and Cache-Control, and answers 304 to If-None-Match."""

    def middleware(request):
        if request.path.startswith(STAFF):
            return with_cache_control(get_response(request), FOR_ONE)
        if request.method not in ("GET", "HEAD") or request.path.startswith(NOT_PUBLIC):
            return get_response(request)
        if not is_for_all(request):
            return with_cache_control(get_response(request), FOR_ONE)
        tag = entity_tag(request)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return with_etag(HttpResponseNotModified(), tag)
        with asked_once(up_to_date):
            response = get_response(request)
        if response.status_code == 200:
            return with_etag(response, tag)
        # Without Cache-Control a browser may cache a 301 or 410 for ever.
        return with_cache_control(response, for_all())

    return middleware


def with_etag(response, tag):
    """Set the ETag of a response, unless the view set Cache-Control or a cookie."""
    if response.cookies:
        return response
    if not response.has_header("Cache-Control"):
        response["ETag"] = tag
    return with_cache_control(response, for_all())


def with_cache_control(response, value):
    """Set Vary, and Cache-Control unless the view did."""
    response.headers.setdefault("Cache-Control", value)
    patch_vary_headers(response, ["Accept", "Cookie"])
    return response


def for_all():
    """Return the Cache-Control of a public answer.

    A browser revalidates it each time. A shared cache, such as a CDN, does so too, unless
    `settings.CDN_SECONDS` allows it an answer of at most that age, and once as old while it
    fetches the next (RFC 9111 and RFC 5861).
    """
    if not (seconds := settings.CDN_SECONDS):
        return "public, no-cache"
    return f"public, max-age=0, s-maxage={seconds}, stale-while-revalidate={seconds}"


def entity_tag(request):
    """Return the ETag of the present answer to a public GET.

    It is weak: a document may hold the time at which it was made. It is worked out once for each
    request: the response cache and `conditional` have to agree.
    """
    if not hasattr(request, "entity_tag"):
        asked = (*address(request), request.META.get("HTTP_ACCEPT", ""))
        parts = (*asked, register_version.current(), deployment())
        request.entity_tag = f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'
    return request.entity_tag


def address(request):
    """Return scheme, host, path and sorted parameters: the order of names means nothing."""
    return request.scheme, request.get_host(), request.path, sorted(request.GET.lists())


@cache
def deployment(base=settings.BASE_DIR):
    """Return a digest of the code, templates, styles, libraries and contact addresses."""
    digest = sha256(repr((settings.SECURITY_CONTACT, settings.CONTACT_EMAIL)).encode())
    for pattern in SOFTWARE:
        for path in sorted(base.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
