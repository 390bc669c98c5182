"""Keyset pagination: a cursor holds the sort keys of the last row of a page, signed."""

from django.core import signing
from django.db.models import F, OrderBy, Q
from django.db.models.expressions import BaseExpression
from django.utils.translation import gettext as _

SALT = "programmes.api.cursors"


class Order:
    """A total order of a queryset: sort keys of which the last is the primary key.

    Attributes:
        orders: the `OrderBy`s of the keys.
        queryset: the sorted rows, annotated with their keys as `key0`, `key1`, ….
    """

    def __init__(self, queryset):
        given = queryset.query.order_by or queryset.model._meta.ordering
        self.orders = unique([ordered(each, queryset.model) for each in given])
        keys = {name: order.expression for name, order in self.named()}
        by = [
            OrderBy(F(name), descending=order.descending, nulls_last=order.nulls_last)
            for name, order in self.named()
        ]
        self.queryset = queryset.annotate(**keys).order_by(*by)

    def named(self):
        """Return (name of the annotation, `OrderBy`) pairs."""
        return [(f"key{number}", order) for number, order in enumerate(self.orders)]

    @property
    def names(self):
        return [name for name, _order in self.named()]

    def after(self, values):
        """Return the rows after the one with these keys."""
        condition, equal = Q(), Q()
        for (name, order), value in zip(self.named(), values, strict=True):
            condition |= equal & beyond(name, order, value)
            equal &= Q(**{f"{name}__isnull": True} if value is None else {name: value})
        return self.queryset.filter(condition)


def ordered(by, model):
    """Return an item of an ordering of `model` as an `OrderBy`, with nulls last."""
    if isinstance(by, OrderBy):
        return by
    if isinstance(by, BaseExpression | F):
        return OrderBy(by)
    name = by.removeprefix("-")
    unknown = name != "pk" and "__" not in name and model._meta.get_field(name).null
    return OrderBy(F(name), descending=by.startswith("-"), nulls_last=unknown or None)


def unique(orders):
    """Return the `OrderBy`s up to and including the primary key, appended when absent."""
    names = [getattr(order.expression, "name", None) for order in orders]
    if "pk" in names:
        return orders[: names.index("pk") + 1]
    return [*orders, OrderBy(F("pk"))]


def beyond(name, order, value):
    """Return the condition that a key sorts after `value`; nulls are last."""
    if value is None:
        return Q(pk__in=[])
    lookup = "lt" if order.descending else "gt"
    later = Q(**{f"{name}__{lookup}": value})
    return later | Q(**{f"{name}__isnull": True}) if order.nulls_last else later


def written(values, scope):
    """Return the cursor for the rows after the one with these keys.

    Args:
        values: the keys of the last row.
        scope: the resource and its order; part of the salt of the signature.
    """
    plain = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
    return signing.dumps(plain, salt=f"{SALT}:{scope}", compress=True)


def read(cursor, scope):
    """Return the keys in a cursor.

    Raises:
        ValueError: for a bad signature, or a cursor of another scope.
    """
    try:
        return signing.loads(cursor, salt=f"{SALT}:{scope}")
    except signing.BadSignature:
        raise ValueError(_("This cursor is not one of this list and this order.")) from None
