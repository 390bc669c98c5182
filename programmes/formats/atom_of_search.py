"""The Atom feed of a search: the records that it finds, the last changed first."""

from django.urls import reverse
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
    for of, found in records(rows):
        kind = capfirst(str(of.model._meta.verbose_name))
        atom.add_records(feed, request, list(atom.latest(found, of)), of, f"{kind}: ")
    feed.items.sort(key=lambda item: item["updateddate"], reverse=True)
    del feed.items[atom.MOST_ENTRIES :]
    return atom.response(feed)


def records(rows):
    """Return (`Noun`, queryset of records) pairs of some results.

    A part of a record, such as an elaboration of a goal, counts as the record that shows it.
    """
    slugs = {}
    for kind, slug in rows.order_by().values_list("kind", "slug"):
        slugs.setdefault(PATHS.get(kind, kind), set()).add(slug)
    return [
        (noun, noun.published().filter(slug__in=slugs[noun.path]))
        for noun in NOUNS
        if noun.path in slugs
    ]
