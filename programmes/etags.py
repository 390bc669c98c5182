"""Conditional requests: who has the answer already, hears in a line that nothing changed.

An answer for the public depends on the address, the form that is asked for, the register, the
moments of publication and withdrawal that have passed, the day, and the software. Of these an
entity tag is made before anything is looked up; the rest of the work is done only when it differs.
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
# What has no ETag: for a few people, or to be answered without asking the database.
NOT_PUBLIC = (STAFF, "/voorvertoning/", "/livez", "/readyz")
SIGNED_IN = {settings.SESSION_COOKIE_NAME, "messages"}
# Kept by whoever likes, and asked again each time: a withdrawal is seen at once.
FOR_ALL, FOR_ONE = "public, no-cache", "private, no-store"
SOFTWARE = [
    *(
        f"{folder}/**/*{ending}"
        for folder in ("inspectie", "programmes")
        for ending in (".py", ".mo")
    ),
    "templates/**/*.html",
    "requirements.txt",
    "var/static/staticfiles.json",
]


def conditional(get_response):
    """Return middleware that gives public answers an ETag, and answers 304 where it is known."""

    def middleware(request):
        if request.path.startswith(STAFF):
            return kept(get_response(request), FOR_ONE)
        if request.method not in ("GET", "HEAD") or request.path.startswith(NOT_PUBLIC):
            return get_response(request)
        if not SIGNED_IN.isdisjoint(request.COOKIES):
            return kept(get_response(request), FOR_ONE)
        tag = entity_tag(request)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return tagged(HttpResponseNotModified(), tag)
        response = get_response(request)
        # A browser keeps a redirect or a withdrawal for good when nobody says how long.
        return tagged(response, tag) if response.status_code == 200 else kept(response, FOR_ALL)

    return middleware


def tagged(response, tag):
    """Return a response with its entity tag, unless the view wants it kept by nobody."""
    if not response.has_header("Cache-Control") and not response.cookies:
        kept(response, FOR_ALL)["ETag"] = tag
    return response


def kept(response, by):
    """Return a response that says who may keep it; a view that says so itself is left alone."""
    response.headers.setdefault("Cache-Control", by)
    patch_vary_headers(response, ["Accept", "Cookie"])
    return response


def entity_tag(request):
    """Return the entity tag of what a GET of the public is answered with now.

    It is a weak one: a document may hold the moment at which it was made.
    """
    asked = (request.build_absolute_uri(), request.headers.get("Accept", ""))
    parts = (*asked, *state_of_register(), timezone.localdate(), deployment())
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def state_of_register():
    """Return what changes with every change that readers can see, by a write or by the clock."""
    with connection.cursor() as cursor:
        cursor.execute(state_query())
        return cursor.fetchone()


@cache
def state_query():
    """Return the SQL of `state_of_register`: its version, and the last moment that passed.

    Where a backup was restored the number of writes comes back, but not the moment of the last.
    """
    moments = [  # Of names of our own tables and fields only.
        f"(SELECT max({field}) FROM {model._meta.db_table} WHERE {field} <= statement_timestamp())"  # noqa: S608
        for model in published_models()
        for field in ("publish_at", "withdrawn_at")
    ]
    passed = f"greatest({', '.join(moments)})"
    return f"SELECT sum(writes), max(at), {passed} FROM programmes_writecounter"  # noqa: S608


@cache
def deployment(base=settings.BASE_DIR):
    """Return a digest of the software: code, templates, styles, libraries, contacts."""
    digest = sha256(repr((settings.SECURITY_CONTACT, settings.CONTACT_EMAIL)).encode())
    for pattern in SOFTWARE:
        for path in sorted(base.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
