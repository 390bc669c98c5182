"""The sitemaps of the documents hosted here, and their index, for the Woo-index.

Source: https://standaarden.overheid.nl/diwoo/metadata/diwoo-handleiding-sitemapindex-en-sitemaps.
"""

from django.db.models import Max
from django.urls import reverse

from programmes.opendata.diwoo import KINDS, NAMESPACE, SITEMAP_NAMESPACE, url
from programmes.opendata.xml import element

# At most 50,000 entries and 50 MB may stand in a file. A thousand entries keep to both, with
# summaries of 10,000 signs of any script too.
ENTRIES = 1_000


def index(address):
    """Return the sitemap index: every sitemap with the moment of its last change."""
    sitemaps = [
        entry(address(reverse("diwoo-sitemap", args=[name, page])), lastmod)
        for name, kind in KINDS.items()
        for page, lastmod in pages(kind)
    ]
    return element("sitemapindex", *sitemaps, xmlns=SITEMAP_NAMESPACE)


def entry(location, lastmod):
    moment = lastmod.isoformat(timespec="seconds")
    return element("sitemap", element("loc", text=location), element("lastmod", text=moment))


def pages(kind):
    """Yield (number, moment of the last change) of every sitemap of a kind of document.

    A document that is withdrawn leaves its sitemap: that is a change of the sitemap too.
    """
    documents = kind.documents()
    gone = kind.model.objects.withdrawn().exclude(file="").aggregate(at=Max("withdrawn_at"))["at"]
    for page in range(1, count(documents) + 1):
        moments = documents[part(page)].values_list("lastmod", flat=True)
        yield page, max(filter(None, [*moments, gone]))


def count(documents):
    """Return the number of sitemaps that documents take."""
    return -(-documents.count() // ENTRIES)


def part(page):
    """Return the slice of the documents that stands in the sitemap with the number `page`."""
    return slice((page - 1) * ENTRIES, page * ENTRIES)


def sitemap(name, page, address):
    """Return the sitemap with a number of the kind of document `name`, or None."""
    kind = KINDS.get(name)
    records = list(kind.documents()[part(page)]) if kind and page else []
    return urlset(kind, records, address) if records else None


def urlset(kind, records, address):
    """Return a sitemap of `records`, documents of `kind`."""
    entries = [url(kind, record, address) for record in records]
    attributes = {"xmlns": SITEMAP_NAMESPACE, "xmlns:diwoo": NAMESPACE}
    return element("urlset", *entries, **attributes)
