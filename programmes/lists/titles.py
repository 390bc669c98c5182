"""Titles of lists, with the choices made: "Activiteiten over politie en jeugd, 2021-2026"."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from programmes.lists.filters import FROM_KEY, UNKNOWN, UNTIL_KEY

YEAR_KEY, FIELD_KEYS = "jaar", ("gebied", "groep")


def list_title(noun, form):
    """Return the title of the list of a noun with the choices made in a `StrictForm`."""
    return filtered_title(noun.title, form)


def filtered_title(title, form):
    """Return `title` with the choices made in a `StrictForm`; an invalid one has none."""
    chosen = form.choices_made if form.is_valid() else []
    about = [each for each in chosen if each.key in FIELD_KEYS and each.code != UNKNOWN]
    if about:
        fields = get_text_list([each.value for each in about], _("and"))
        title = _("%(list)s about %(fields)s") % {"list": title, "fields": fields}
    others = [each for each in chosen if each not in about]
    return ", ".join([str(title), *years(others), *named(others)])


def years(chosen):
    """Return the years chosen, as a list of texts: "2024", "2021-2026", "vanaf 2021"."""
    given = {each.key: each.value for each in chosen}
    first, last = given.get(FROM_KEY), given.get(UNTIL_KEY)
    found = [given[YEAR_KEY]] if YEAR_KEY in given else []
    if first and last:
        return [*found, first if first == last else f"{first}-{last}"]
    if first:
        return [*found, _("from %(year)s") % {"year": first}]
    return [*found, _("up to and including %(year)s") % {"year": last}] if last else found


def named(chosen):
    """Return the choices other than years, the values of one filter together."""
    values = {}
    for each in chosen:
        if each.key not in (YEAR_KEY, FROM_KEY, UNTIL_KEY):
            values.setdefault(each.label, []).append(each.value)
    last = _("or")
    return [f"{label.lower()} {get_text_list(found, last)}" for label, found in values.items()]
