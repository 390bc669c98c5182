"""The pages of a list, and the addresses that lead from one page to another."""

from django.utils.translation import gettext as _

from programmes.lists.filters import PAGE_KEY


def page_of(paginator, number):
    """Return the page with `number`, text from the address, and what is wrong with it or None."""
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= paginator.num_pages):
        message = _("There is no page “%(number)s”. This is the last one: %(last)s.")
        return None, message % {"number": number[:20], "last": paginator.num_pages}
    return paginator.page(int(number)), None


def without(parameters, *keys):
    """Return a copy of the parameters of an address without some keys."""
    left = parameters.copy()
    for key in keys:
        left.pop(key, None)
    return left


def suffix(query):
    """Return a QueryDict without the page number as "?…", or "" when nothing is left of it."""
    kept = without(query, PAGE_KEY)
    return f"?{kept.urlencode()}" if kept else ""
