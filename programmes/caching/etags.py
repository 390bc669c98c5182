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

from programmes.lists.facts import kept_for_version
from programmes.models.facts import asked_once
from programmes.models.version import pinned, register_version

STAFF = "/beheer/"
# Paths without an ETag: not for the public, or answered without a query.
NOT_PUBLIC = (STAFF, settings.STATIC_URL, "/voorvertoning/", "/livez", "/readyz")
# Files that are compressed already.
ARCHIVES = (".zip", ".sqlite")
FEEDS = ".atom"
SIGNED_IN = {settings.SESSION_COOKIE_NAME, "messages"}
FOR_ONE = "private, no-store"
# The files in the digest of `deployment`.
SOFTWARE = [
    *(
        f"{folder}/**/*{ending}"
        for folder in ("inspectie", "programmes")
        for ending in (".py", ".mo")
    ),
    "programmes/**/*.toml",
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
            response = with_cache_control(get_response(request), FOR_ONE)
            patch_vary_headers(response, vary(request))
            return response
        tag = entity_tag(request)
        if is_known(request, tag):
            return public(request, HttpResponseNotModified(headers={"ETag": tag}))
        with pinned(request.register_version), asked_once(kept_for_version):
            response = get_response(request)
        if response.status_code == 200:
            return with_etag(request, response, tag)
        if response.status_code == 304:
            del response["Content-Length"]
        # Without Cache-Control a browser may cache a 301 or 410 for ever.
        return public(request, response)

    return middleware


def is_known(request, tag):
    """Return whether If-None-Match has an entity tag, by weak comparison (RFC 9110, 13.1.2)."""
    asked = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    return tag.removeprefix("W/") in (each.removeprefix("W/") for each in asked)


def with_etag(request, response, tag):
    """Set the ETag of a response with status 200, unless the view set Cache-Control or a cookie.

    If-None-Match: * asks for 304 when there is any answer.
    """
    if response.cookies:
        return response
    if not response.has_header("Cache-Control"):
        response["ETag"] = tag
        if request.META.get("HTTP_IF_NONE_MATCH") == "*":
            response = HttpResponseNotModified(headers={"ETag": tag})
    return public(request, response)


def public(request, response):
    """Set the headers of a public answer, of a 304 too."""
    patch_vary_headers(response, vary(request))
    return with_cache_control(response, for_all())


def with_cache_control(response, value):
    """Set Cache-Control unless the view did."""
    response.headers.setdefault("Cache-Control", value)
    return response


def vary(request):
    """Return the headers of a request that its public answer depends on: a file is for everyone."""
    if request.path.endswith(ARCHIVES):
        return []
    if is_file(request):
        return ["Accept-Encoding"]
    return ["Accept", "Cookie", "Accept-Encoding"]


def is_file(request):
    """Return whether an address is one of a file for everyone: it has an extension."""
    return "." in request.path.rpartition("/")[2]


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
        request.register_version = register_version.current()
        request.entity_tag = tag_of(request, request.register_version)
    return request.entity_tag


def tag_of(request, version):
    """Return the ETag of the answer to a public GET, of a version of the register."""
    accept = request.META.get("HTTP_ACCEPT", "") if "Accept" in vary(request) else ""
    parts = (*address(request), accept, version, deployment())
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def address(request):
    """Return scheme, host, path and sorted parameters: the order of names means nothing.

    Of a feed the parameters as they are spelled: it names the address at which it was asked for.
    """
    is_feed = request.path.endswith(FEEDS)
    query = request.META["QUERY_STRING"] if is_feed else sorted(request.GET.lists())
    return request.scheme, request.get_host(), request.path, query


@cache
def deployment(base=settings.BASE_DIR):
    """Return a digest of the code, templates, styles, libraries, organisation and addresses."""
    known = (settings.SECURITY_CONTACT, settings.CONTACT_EMAIL, settings.ORGANISATION)
    digest = sha256(repr(known).encode())
    files = [path for pattern in SOFTWARE for path in sorted(base.glob(pattern))]
    if settings.ORGANISATION.history:
        files += sorted(settings.ORGANISATION.history.glob("*.toml"))
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()
