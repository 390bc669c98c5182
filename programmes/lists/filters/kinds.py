"""Filters and orders that lists share."""

from functools import cache

import django_filters as filters
from django import forms
from django.db.models import CharField, Count, F, Q
from django.db.models.functions import Cast, Lower
from django.utils.translation import gettext_lazy as _
from django_filters import fields

from programmes.lists.filters.form import (
    Checkboxes,
    DayField,
)
from programmes.models.cached import until_changed
from programmes.models.kamerstuk import kamerstuk, parts_of
from programmes.models.keys import is_key
from programmes.models.previewed import is_previewing

ALL = _("all")
# The value of a filter for rows in which it is not known.
UNKNOWN = "onbekend"
NO_CHOICE = _("This choice does not exist.")


class DayFilter(filters.Filter):
    """A day up to today; the function `known` turns rows into those known on that day."""

    field_class = DayField

    def __init__(self, known, **kwargs):
        self.known = known
        super().__init__(label=_("As of the day"), **kwargs)

    def filter(self, queryset, day):
        return queryset if day is None else self.known(queryset, day)


class ById:
    """A form field for records that takes their `id` too; a slug of digits comes first."""

    def clean(self, value):
        given = value if isinstance(value, list) else [value]
        numbers = [each for each in given if each and is_key(each)]
        slugs = self.slugs_of(numbers) if numbers else {}
        found = [slugs.get(each, each) for each in given]
        return super().clean(found if isinstance(value, list) else found[0])

    def slugs_of(self, numbers):
        """Return the slug by the id of the records with these ids, without those that are slugs."""
        known = {*self.queryset.filter(slug__in=numbers).values_list("slug", flat=True)}
        records = self.queryset.filter(pk__in={*numbers} - known)
        return {str(key): slug for key, slug in records.values_list("pk", "slug")}


class RecordField(ById, fields.ModelChoiceField):
    pass


class RecordsField(ById, fields.ModelMultipleChoiceField):
    """A field for several records; its value is a list."""

    def clean(self, value):
        return list(super().clean(value)) if value else []


class RecordFilter(filters.ModelChoiceFilter):
    """A public record, by its slug or its id."""

    field_class = RecordField

    def __init__(self, model, **kwargs):
        super().__init__(
            queryset=lambda request: choosable(model),
            to_field_name="slug",
            empty_label=ALL,
            error_messages={"invalid_choice": NO_CHOICE},
            **kwargs,
        )


class KamerstukField(forms.CharField):
    """The number of a Kamerstuk in any spelling; its value is the number as the House prints it."""

    is_free = False

    def clean(self, value):
        parts = parts_of(super().clean(value))
        return kamerstuk(*parts) if parts[0] else ""


class KamerstukFilter(filters.CharFilter):
    field_class = KamerstukField

    def __init__(self, **kwargs):
        super().__init__(max_length=100, **kwargs)

    def filter(self, queryset, printed):
        if not printed:
            return queryset
        names = ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number")
        return queryset.filter(**dict(zip(names, parts_of(printed), strict=True)))


class Several:
    """Several values of one key, of which a row has one; it can count the rows of each value."""

    # The keys of other filters that `counts` applies itself, as they depend on the value.
    applied = ()

    def __init__(self, **kwargs):
        super().__init__(**{"distinct": False, "widget": Checkboxes} | kwargs)

    def counts(self, queryset):
        """Return queries of `value`, as text, and the `number` of rows of `queryset` with it."""
        value = Cast(self.counted, CharField())
        return [queryset.values(value=value).annotate(number=Count("pk", distinct=True))]

    def offered(self, field):
        """Return the (value, label) pairs that a form field of this filter offers."""
        return field.choices

    def code_of(self, value):
        """Return the text in the address for a `value` of `counts`."""
        return self.null_value if value is None else value

    def completed(self, counts):
        """Return {text in the address: number of rows}, with the values that are derived."""
        return counts


class CodesFilter(Several, filters.MultipleChoiceFilter):
    """Several codes of a field or of an `expression`."""

    def __init__(self, expression=None, **kwargs):
        self.expression = expression
        super().__init__(**kwargs)

    @property
    def counted(self):
        return self.expression or self.field_name

    def filter(self, queryset, codes):
        if not (codes and self.expression):
            return super().filter(queryset, codes)
        return queryset.alias(code=self.expression).filter(code__in=codes)


@until_changed
def public_choices(model):
    """Return the (slug, name) pairs of the public records of a model."""
    return [(each.slug, str(each)) for each in model.objects.published()]


def choosable(model):
    """Return the public records of a model, as a queryset that is built once."""
    return model.objects.published() if is_previewing() else built(model).all()


@cache
def built(model):
    return model.objects.published()


class RecordsFilter(Several, filters.ModelMultipleChoiceFilter):
    """Several public records, by their slugs or their ids."""

    field_class = RecordsField

    def __init__(self, model, **kwargs):
        self.model_of_choices = model
        super().__init__(
            queryset=lambda request: choosable(model),
            to_field_name="slug",
            error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value"), NO_CHOICE),
            **kwargs,
        )

    @property
    def counted(self):
        return f"{self.field_name}__slug"

    def offered(self, field):
        choices = public_choices(self.model_of_choices)
        return choices if field.null_label is None else [*choices, (UNKNOWN, field.null_label)]

    def get_filter_predicate(self, record):
        return {self.field_name: record}

    def filter(self, queryset, records):
        """Filter in a query of its own, as a join repeats a row with two of the records."""
        if not records:
            return queryset
        found = super().filter(queryset.model.objects.all(), records)
        return queryset.filter(pk__in=found.values("pk"))


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
    return overlaps(year, year, prefix)


def overlaps(first, last, prefix=""):
    """Return the condition that a programme or perspective covers a year from `first` to `last`."""
    return Q(**{f"{prefix}first_year__lte": last, f"{prefix}last_year__gte": first})
