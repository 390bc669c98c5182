"""Pagination, and the query strings of links within a list."""

from django.utils.translation import gettext as _

from programmes.lists.filters import PAGE_KEY


def page_of(paginator, number):
    """Return (page, None), or (None, why there is no such page, as a sentence).

    Args:
        paginator: a Django `Paginator`.
        number: the number of the page, as text from the address.
    """
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= paginator.num_pages):
        message = _("There is no page “%(number)s”. This is the last one: %(last)s.")
        return None, message % {"number": number[:20], "last": paginator.num_pages}
    return paginator.page(int(number)), None


def without(parameters, *keys):
    """Return a copy of a QueryDict without some keys."""
    left = parameters.copy()
    for key in keys:
        left.pop(key, None)
    return left


def without_value(parameters, key, value):
    """Return a copy of a QueryDict without one of the values of a key."""
    left = without(parameters, PAGE_KEY)
    kept = [each for each in left.getlist(key) if each != value]
    if kept:
        left.setlist(key, kept)
        return left
    return without(left, key)


def suffix(query):
    """Return a QueryDict without the page number as "?…", or "" when nothing is left."""
    kept = without(query, PAGE_KEY)
    return f"?{kept.urlencode()}" if kept else ""
