"""The rows of lists whose SQL is compiled once, and their number."""

from django.db.models import Count, Value

from programmes.lists.nouns import BY_KEY, have_outcomes
from programmes.models import Activity
from programmes.models.facts import facts_are_kept
from programmes.models.prepared import IsOneOf, prepared


class PreparedRows:
    """The rows of a list as `Noun.rows` returns them: a sequence for a Paginator.

    Args:
        noun: a `Noun` with a page. groups: the `Groups` of the page, or None.
        sort: the value of the filter `sorteer`, or "".
        keys: the primary keys of the rows, as a list; None for all public rows.
    """

    def __init__(self, noun, groups, sort="", keys=None):
        self.shape = {"noun": noun.key, "is_grouped": groups is not None, "sort": sort}
        self.arguments = [] if keys is None else [keys]

    def __getitem__(self, part):
        return rows_of(*self.arguments, **self.shape, part=part)


@prepared(with_facts=have_outcomes)
def rows_of(*keys, noun, is_grouped, sort):
    noun = BY_KEY[noun]
    groups, rows = noun.groups if is_grouped else None, noun.published()
    if keys:
        rows = rows.filter(IsOneOf("pk", *keys))
    elif noun.model is Activity and facts_are_kept():
        # An inner join: PostgreSQL can then read all rows in the order of an index on facts.
        rows = rows.filter(facts__isnull=False)
    return noun.rows(in_order(rows, noun, groups, sort), groups)


def in_order(rows, noun, groups, sort):
    """Return the rows of a list in the order that was chosen, or else by its headings."""
    if sort:
        return noun.filterset.base_filters["sorteer"].filter(rows, sort)
    return rows.order_by(*groups.order, "pk") if groups else rows


def keys_of(noun):
    """Return the primary keys of all public rows of a list."""
    return [key for (key,) in keys_by(noun=noun.key)]


@prepared()
def keys_by(noun):
    return BY_KEY[noun].published().order_by().values_list("pk")


def number_of(noun):
    """Return the number of rows of a list without filters."""
    return sum(number for _one, number in numbers_of(noun=noun.key))


@prepared()
def numbers_of(noun):
    noun = BY_KEY[noun]
    rows = noun.published() if noun.selective else noun.model.objects.published()
    # `prepared` takes a queryset, which count() is not.
    return rows.order_by().values_list(Value(1)).annotate(Count("pk"))
