"""Where the feed and the calendar of a page are."""

from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse

from programmes.formats.format import addresses, formats_of
from programmes.lists.nouns import BY_KEY
from programmes.lists.paging import suffix


def addresses_of(match, query):
    """Return the addresses of the feed and the calendar of a page; None for what it has not.

    Args:
        match: the `ResolverMatch` of the page.
        query: its parameters, a QueryDict.
    """
    name = match.url_name or ""
    noun, _dash, form = name.rpartition("-")
    if name in ("changes", "search"):
        is_empty = name == "search" and not query.get("q")
        return None if is_empty else reverse(f"{name}-atom") + suffix(query), None
    if name == "supervision-field-detail":
        chosen = QueryDict(mutable=True)
        chosen["gebied"] = match.kwargs["slug"]
        return [reverse(name) + suffix(chosen) for name in ("activity-atom", "due-ics")]
    if form == "detail" and noun in BY_KEY:
        return [reverse(f"{noun}-{way}", kwargs=match.kwargs) for way in ("feed", "calendar")]
    if form == "list" and noun in BY_KEY:
        possible = {each.key for each in formats_of(BY_KEY[noun])}
        return [
            reverse(f"{noun}-{way}") + suffix(query) if way in possible else None
            for way in ("atom", "ics")
        ]
    return None, None


def downloads(noun, query):
    """Return (`Format`, address) pairs for a page: of the feed, the page that explains it."""
    explained = reverse("follow-page", args=[f"{noun.path}/"]) + suffix(query)
    return [
        (each, explained if each.key == "atom" else address)
        for each, address in addresses(noun, query)
    ]


def webcal(request, address):
    """Return the address at which a calendar program subscribes to the calendar at a path."""
    return urlsplit(request.build_absolute_uri(address))._replace(scheme="webcal").geturl()
