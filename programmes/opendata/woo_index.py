"""The sitemaps for the Woo-index, with DiWoo metadata, and their sitemap index.

Source: https://standaarden.overheid.nl/diwoo/metadata/diwoo-handleiding-sitemapindex-en-sitemaps.
"""

from django.db.models import Max
from django.urls import reverse

from programmes.opendata.diwoo import KINDS, NAMESPACE, SITEMAP_NAMESPACE, url
from programmes.opendata.xml import element

# Entries per sitemap. The limits are 50,000 entries and 50 MB; a thousand entries stay below 50 MB
# even when every summary has 10,000 characters of several bytes.
ENTRIES = 1_000


def index(address):
    """Return the root element of the sitemap index.

    Args:
        address: a function that returns the absolute URL of a path.
    """
    sitemaps = [
        entry(address(reverse("diwoo-sitemap", args=[name, page])), lastmod)
        for name, kind in KINDS.items()
        for page, lastmod in pages(kind)
    ]
    return element("sitemapindex", *sitemaps, xmlns=SITEMAP_NAMESPACE)


def has_entries():
    """Return whether there is a document to harvest."""
    return any(kind.documents().exists() for kind in KINDS.values())


def entry(location, lastmod):
    moment = lastmod.isoformat(timespec="seconds")
    return element("sitemap", element("loc", text=location), element("lastmod", text=moment))


def pages(kind):
    """Yield (page number, datetime of the last change) of every sitemap of a `Kind`.

    A withdrawal removes an entry, so that it counts as a change of every sitemap of its kind.
    """
    documents = kind.documents()
    gone = kind.model.objects.withdrawn().exclude(file="").aggregate(at=Max("withdrawn_at"))["at"]
    for page, start in enumerate(range(0, documents.count(), ENTRIES), 1):
        moments = documents[start : start + ENTRIES].values_list("lastmod", flat=True)
        yield page, max(filter(None, [*moments, gone]))


def sitemap(name, page, address):
    """Return the root element of a sitemap, or None when it does not exist.

    Args:
        name: a key of `KINDS`.
        page: the page number, from 1.
        address: a function that returns the absolute URL of a path.
    """
    kind = KINDS.get(name)
    part = slice((page - 1) * ENTRIES, page * ENTRIES)
    records = list(kind.documents()[part]) if kind and page else []
    return urlset(kind, records, address) if records else None


def urlset(kind, records, address):
    entries = [url(kind, record, address) for record in records]
    attributes = {"xmlns": SITEMAP_NAMESPACE, "xmlns:diwoo": NAMESPACE}
    return element("urlset", *entries, **attributes)
