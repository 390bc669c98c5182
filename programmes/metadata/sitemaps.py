"""The sitemaps of the pages: every list and every public record."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from programmes.lists.nouns import NOUNS


class RecordSitemap(Sitemap):
    """The public records of one noun, each with the moment of its last change."""

    def __init__(self, noun):
        self.noun = noun

    def items(self):
        return self.noun.published().annotate(changed=Max("history__pgh_created_at")).order_by("pk")

    def lastmod(self, record):
        return record.changed

    def get_latest_lastmod(self):
        return self.items().aggregate(last=Max("changed"))["last"]


class PageSitemap(Sitemap):
    """The front page and the lists."""

    def items(self):
        return ["home", *(f"{noun.key}-list" for noun in NOUNS)]

    def location(self, name):
        return reverse(name)


SITEMAPS = {"pages": PageSitemap, **{noun.key: RecordSitemap(noun) for noun in NOUNS}}
