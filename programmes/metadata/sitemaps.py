"""Sitemaps of the lists and the published records."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.views.decorators.http import require_safe

from programmes.lists.last_changed import changed_last, with_changed
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


def with_entries(view):
    """Return a view of Django's sitemaps that knows the sections with entries only."""

    @require_safe
    def respond(request, **options):
        sections = {name: each for name, each in SITEMAPS.items() if not is_empty(each)}
        return view(request, sections, **options)

    return respond


def is_empty(section):
    items = section.items()
    return not (items.exists() if isinstance(items, QuerySet) else items)


SITEMAPS = {
    "pages": PageSitemap(),
    "supervision-field": FieldSitemap(),
    **{noun.key: RecordSitemap(noun) for noun in NOUNS},
}
