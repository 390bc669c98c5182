"""Health checks (/livez, /readyz), security.txt, robots.txt and the house style."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from programmes.models.outage import unready
from programmes.opendata import woo_index

PLAIN = "text/plain; charset=utf-8"


@never_cache
def livez(request):
    """Return 200 as long as the process runs; the database is not checked."""
    return HttpResponse("ok\n", content_type=PLAIN)


@never_cache
def readyz(request):
    """Return 200 when the database responds and has all migrations, else 503 with the reason."""
    problem = unready()
    return HttpResponse(f"{problem or 'ok'}\n", content_type=PLAIN, status=503 if problem else 200)


def security_txt(request):
    """Return security.txt (RFC 9116).

    Expires is 180 days from today: never in the past, and within the year that the RFC recommends.
    """
    expires = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {(expires + timedelta(days=180)).isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri(reverse('security-txt'))}",
        f"Policy: {request.build_absolute_uri(reverse('report-vulnerability'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=PLAIN)


def robots_txt(request):
    """Return robots.txt: disallow the admin, and list the sitemap indexes that have entries.

    DiWoo asks for sitemap indexes only, not for the sitemaps themselves. Source:
    https://standaarden.overheid.nl/diwoo/metadata, its section on robots.txt.
    """
    names = ["diwoo-index", "sitemap"] if woo_index.has_entries() else ["sitemap"]
    indexes = [request.build_absolute_uri(reverse(name)) for name in names]
    crawl = ["User-agent: *", f"Disallow: {reverse('admin:index')}", ""]
    lines = [*crawl, *(f"Sitemap: {address}" for address in indexes), ""]
    return HttpResponse("\n".join(lines), content_type=PLAIN)


def house_style(request):
    """Return the design tokens of the organisation as a style sheet, behind that of the site."""
    lines = [f"  {name}: {value};" for name, value in settings.ORGANISATION.tokens.items()]
    text = "\n".join([":root {", *lines, "}", ""])
    return HttpResponse(text, content_type="text/css; charset=utf-8")
