"""Filters and orders that lists share."""

import django_filters as filters
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.form import StrictForm, YearField

ALL = _("all")
# The value of a filter for rows in which it is not known.
UNKNOWN = "onbekend"


class RegisterFilterSet(filters.FilterSet):
    class Meta:
        form = StrictForm


class YearFilter(filters.Filter):
    """A year from 1990 to 2100; the function `condition` turns it into a `Q`."""

    field_class = YearField

    def __init__(self, condition, **kwargs):
        self.condition = condition
        super().__init__(label=_("Year"), **kwargs)

    def filter(self, queryset, year):
        return queryset if year is None else queryset.filter(self.condition(year))


class WordsFilter(filters.CharFilter):
    """Words, each of which has to occur in one of the fields."""

    def __init__(self, *fields, **kwargs):
        self.fields = fields
        super().__init__(label=_("Words"), max_length=200, **kwargs)

    def filter(self, queryset, words):
        for word in (words or "").split():
            anywhere = Q()
            for field in self.fields:
                anywhere |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(anywhere)
        return queryset


class RecordFilter(filters.ModelChoiceFilter):
    """A public record, by its slug."""

    def __init__(self, model, **kwargs):
        super().__init__(
            queryset=lambda request: model.objects.published(),
            to_field_name="slug",
            empty_label=ALL,
            error_messages={"invalid_choice": _("This choice does not exist.")},
            **kwargs,
        )


class SortFilter(filters.ChoiceFilter):
    """The order of a list, with the primary key as tie-breaker so that pages never overlap.

    Args:
        orders: (label, expressions to order by) by value of `sorteer`.
    """

    def __init__(self, orders):
        self.orders = orders
        super().__init__(
            label=_("Order"),
            choices=[(value, label) for value, (label, _order) in orders.items()],
            empty_label=_("standard"),
        )

    def filter(self, queryset, value):
        return queryset.order_by(*self.orders[value][1], "pk") if value else queryset


NEWEST, OLDEST, BY_TITLE = _("newest first"), _("oldest first"), _("by title")
BY_YEARS = {
    "-jaar": (NEWEST, ["-first_year", "-last_year"]),
    "jaar": (OLDEST, ["first_year", "last_year"]),
    "titel": (BY_TITLE, [Lower("title")]),
}
BY_DATE = {
    "-datum": (NEWEST, [F("date").desc(nulls_last=True)]),
    "datum": (OLDEST, [F("date").asc(nulls_last=True)]),
}


def covers(year, prefix=""):
    """Return the condition that the years of a programme or perspective include `year`."""
    return Q(**{f"{prefix}first_year__lte": year, f"{prefix}last_year__gte": year})
