"""Sitemaps of the lists and the published records."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from programmes.changes.last_changed import changed_last, with_changed
from programmes.lists.nouns import NOUNS, PAGED
from programmes.models import SupervisionField


class RecordSitemap(Sitemap):
    """The published records of one noun, with their last change as lastmod."""

    def __init__(self, noun):
        self.noun = noun

    def items(self):
        return with_changed(self.noun.model.objects.published()).order_by("pk")

    def lastmod(self, record):
        return record.changed

    def get_latest_lastmod(self):
        last = changed_last(self.noun.model.objects.published(), 1).first()
        return last and last.changed


class PageSitemap(Sitemap):
    """The home page and the lists."""

    def items(self):
        return ["home", *(noun.list_name for noun in PAGED)]

    def location(self, name):
        return reverse(name)


class FieldSitemap(Sitemap):
    """The pages of the supervision fields; it is not known when these changed."""

    def items(self):
        return SupervisionField.objects.published().order_by("pk")


SITEMAPS = {
    "pages": PageSitemap,
    "supervision-field": FieldSitemap,
    **{noun.key: RecordSitemap(noun) for noun in NOUNS},
}
