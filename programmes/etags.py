"""ETags: answer 304 before doing any work (decision 19).

The tag is a hash of all that a public answer depends on: the address, Accept, the version of the
register, the last publication or withdrawal, the day, and the software.
"""

from functools import cache
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.http import HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from programmes.models.publication import published_models

STAFF = "/beheer/"
# Paths without an ETag: not for the public, or answered without a query.
NOT_PUBLIC = (STAFF, "/voorvertoning/", "/livez", "/readyz")
SIGNED_IN = {settings.SESSION_COOKIE_NAME, "messages"}
# Caches may store a public answer and have to revalidate it: a withdrawal is seen at once.
FOR_ALL, FOR_ONE = "public, no-cache", "private, no-store"
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


def conditional(get_response):
    """Return middleware that sets ETag and Cache-Control, and answers 304 to If-None-Match."""

    def middleware(request):
        if request.path.startswith(STAFF):
            return with_cache_control(get_response(request), FOR_ONE)
        if request.method not in ("GET", "HEAD") or request.path.startswith(NOT_PUBLIC):
            return get_response(request)
        if not SIGNED_IN.isdisjoint(request.COOKIES):
            return with_cache_control(get_response(request), FOR_ONE)
        tag = entity_tag(request)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return with_etag(HttpResponseNotModified(), tag)
        response = get_response(request)
        if response.status_code == 200:
            return with_etag(response, tag)
        # Without Cache-Control a browser may cache a 301 or 410 for ever.
        return with_cache_control(response, FOR_ALL)

    return middleware


def with_etag(response, tag):
    """Set the ETag of a response, unless the view set Cache-Control or a cookie."""
    if not response.has_header("Cache-Control") and not response.cookies:
        with_cache_control(response, FOR_ALL)["ETag"] = tag
    return response


def with_cache_control(response, value):
    """Set Vary, and Cache-Control unless the view did."""
    response.headers.setdefault("Cache-Control", value)
    patch_vary_headers(response, ["Accept", "Cookie"])
    return response


def entity_tag(request):
    """Return the ETag of the present answer to a public GET.

    It is weak: a document may hold the time at which it was made.
    """
    asked = (request.build_absolute_uri(), request.headers.get("Accept", ""))
    parts = (*asked, *state_of_register(), timezone.localdate(), deployment())
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def state_of_register():
    """Return a tuple that differs after every write, publication and withdrawal."""
    with connection.cursor() as cursor:
        cursor.execute(state_query())
        return cursor.fetchone()


@cache
def state_query():
    """Return the SQL of `state_of_register`.

    It selects the time of the last write too: a restored backup repeats numbers of writes.
    """
    moments = [  # Only names of our own tables and fields, so no SQL injection.
        f"(SELECT max({field}) FROM {model._meta.db_table} WHERE {field} <= statement_timestamp())"  # noqa: S608
        for model in published_models()
        for field in ("publish_at", "withdrawn_at")
    ]
    passed = f"greatest({', '.join(moments)})"
    return f"SELECT sum(writes), max(at), {passed} FROM programmes_writecounter"  # noqa: S608


@cache
def deployment(base=settings.BASE_DIR):
    """Return a digest of the code, templates, styles, libraries and contact addresses."""
    digest = sha256(repr((settings.SECURITY_CONTACT, settings.CONTACT_EMAIL)).encode())
    for pattern in SOFTWARE:
        for path in sorted(base.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
