"""Lists without filters, whose SQL is compiled once."""

from django.db.models import Count, Value

from programmes.lists.nouns import BY_KEY
from programmes.models import Activity
from programmes.models.prepared import prepared


class WholeList:
    """The rows of a list without filters, as `Noun.rows` returns them: a sequence for a Paginator.

    Args:
        noun: a `Noun` with a page. groups: the `Groups` of the page, or None.
    """

    def __init__(self, noun, groups):
        self.shape = {"noun": noun.key, "is_grouped": groups is not None}
        self.read = with_facts if noun.model is Activity else without_facts

    def __getitem__(self, part):
        return self.read(**self.shape, first=part.start, last=part.stop)


def rows_of(noun, is_grouped, first, last):
    noun = BY_KEY[noun]
    groups, rows = noun.groups if is_grouped else None, noun.published()
    rows = rows.order_by(*groups.order, "pk") if groups else rows
    return noun.rows(rows, groups)[first:last]


without_facts, with_facts = prepared()(rows_of), prepared(with_facts=True)(rows_of)


def number_of(noun):
    """Return the number of rows of a list without filters."""
    return sum(number for _one, number in numbers_of(noun=noun.key))


@prepared()
def numbers_of(noun):
    noun = BY_KEY[noun]
    rows = noun.published() if noun.selective else noun.model.objects.published()
    # `prepared` takes a queryset, which count() is not.
    return rows.order_by().values_list(Value(1)).annotate(Count("pk"))
