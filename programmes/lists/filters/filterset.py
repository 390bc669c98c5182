"""The FilterSets of lists: on what changed since a day, and on years."""

from copy import copy

import django_filters as filters
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.form import (
    FROM_KEY,
    UNTIL_KEY,
    DayField,
    ListForm,
    YearField,
    beginning_of,
)
from programmes.lists.last_changed import changed_since
from programmes.models.previewed import is_previewing
from programmes.models.years import FIRST, LAST


class SinceFilter(filters.Filter):
    """A day up to today: the rows that changed, or became public, from its beginning on."""

    field_class = DayField

    def filter(self, queryset, day):
        return queryset if day is None else changed_since(queryset, beginning_of(day))


class Filters(dict):
    """Filters by key. A FilterSet copies them deeply for each request; a shallow copy suffices."""

    def __deepcopy__(self, memo):
        return {key: copied(each) for key, each in self.items()}


def copied(each):
    """Return a copy of a filter, with its own `extra`: it puts the queryset of a request there."""
    found = copy(each)
    found.extra = dict(each.extra)
    # Binds the method to the copy.
    found.method = each.method
    return found


class RegisterFilterSet(filters.FilterSet):
    sinds = SinceFilter(label=_("Changed since"))

    # The keys of the programmes that the rows are seen from, where these decide what a row says.
    seen_keys = ()
    # The day in the past that the rows are of, or None.
    day = None
    # The keys of filters that decide how others count rows, and not only which rows there are.
    deciding = ()
    # The class of the form of each FilterSet, which is the same in all requests.
    form_classes = {}

    class Meta:
        form = ListForm

    @classmethod
    def get_filters(cls):
        return Filters(super().get_filters())

    def get_form_class(self):
        if is_previewing():
            return super().get_form_class()
        if type(self) not in self.form_classes:
            self.translate()
            self.form_classes[type(self)] = super().get_form_class()
        return self.form_classes[type(self)]

    @cached_property
    def keys(self):
        """The primary keys of the rows, as a list."""
        return list(self.qs.order_by().values_list("pk", flat=True))

    def translate(self):
        """Replace lazy texts, each of which is translated at each look."""
        for each in self.filters.values():
            each.label = str(each.label)
            if choices := each.extra.get("choices"):
                each.extra["choices"] = [(value, str(label)) for value, label in choices]

    def filter_queryset(self, queryset, apart_from=()):
        """Apply all filters of the valid form, apart from those with the keys `apart_from`."""
        for key, value in self.form.cleaned_data.items():
            if key not in apart_from:
                queryset = self.filters[key].filter(queryset, value)
        return queryset


class YearFilter(filters.Filter):
    """A year from 1990 to 2100, which its `YearsFilterSet` applies."""

    field_class = YearField

    def filter(self, queryset, year):
        return queryset


class YearsFilterSet(RegisterFilterSet):
    """Filters on a year and on a range of years, of which one end may be missing."""

    jaar = YearFilter(label=_("Year"))
    van = YearFilter(label=_("From"))
    tot = YearFilter(label=_("Up to and including"))

    @staticmethod
    def in_years(first, last):
        """Return the condition (a `Q`) that a row is of a year from `first` to `last`."""
        raise NotImplementedError

    def filter_queryset(self, queryset, apart_from=()):
        year, first, last = (self.form.cleaned_data[key] for key in ("jaar", FROM_KEY, UNTIL_KEY))
        queryset = super().filter_queryset(queryset, apart_from)
        if year:
            queryset = queryset.filter(self.in_years(year, year))
        if first or last:
            queryset = queryset.filter(self.in_years(first or FIRST, last or LAST))
        return queryset


class DatedFilterSet(YearsFilterSet):
    """Filters on the year of the field `date`."""

    @staticmethod
    def in_years(first, last):
        return Q(date__year__range=(first, last))
