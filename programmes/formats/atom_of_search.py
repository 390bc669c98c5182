"""The Atom feed of a search: the records that it finds, the last changed first."""

from itertools import islice

from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.text import capfirst

from programmes.formats import atom
from programmes.lists.nouns import NOUNS
from programmes.lists.paging import suffix
from programmes.lists.titles import list_title
from programmes.search.form import SearchForm
from programmes.search.result import PATHS


def search_response(request, rows, noun):
    """Return the feed of a search.

    Args:
        request: its query string holds the search, for the title.
        rows: the results, a queryset of `SearchEntry`s.
        noun: the `Noun` of the results.
    """
    page = reverse("search") + suffix(request.GET)
    feed = atom.begin(request, list_title(noun, SearchForm(request.GET)), page)
    for record, of in newest(rows):
        kind = capfirst(str(of.model._meta.verbose_name))
        feed.add_item(
            title=atom.xml_safe(f"{kind}: {record}"),
            link=request.build_absolute_uri(record.page),
            description=atom.xml_safe(linebreaks(atom.about(record) or kind, autoescape=True)),
            unique_id=atom.tag_uri(request, of, record.pk),
            pubdate=record.appeared,
            updateddate=record.changed,
        )
    return atom.response(feed)


def newest(rows):
    """Return the last changed records of some results with their `Noun`s, newest first.

    A part of a record, such as an elaboration of a goal, counts as the record that shows it.
    """
    slugs = {}
    for kind, slug in rows.order_by().values_list("kind", "slug"):
        slugs.setdefault(PATHS.get(kind, kind), set()).add(slug)
    found = [
        (record, noun)
        for noun in NOUNS
        if noun.path in slugs
        for record in atom.latest(noun.published().filter(slug__in=slugs[noun.path]), noun)
    ]
    return islice(sorted(found, key=lambda pair: pair[0].changed, reverse=True), atom.MOST_ENTRIES)
