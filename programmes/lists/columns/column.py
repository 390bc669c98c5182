"""What a column is, and the expressions that columns are made of.

A column that reaches into another record shows it only when that record is public.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, CharField, F, Func, OuterRef, Subquery, Value, When
from django.utils.formats import date_format
from django.utils.functional import Promise

from programmes.models import State
from programmes.models.record import in_state

SEPARATOR = "; "


@dataclass(frozen=True)
class Column:
    """One column of a noun.

    Attributes:
        name: what machines call it; it never changes.
        label: what people call it.
        description: what it holds, for the data dictionary.
        expression: what it holds, for the database.
        kind: "text", "number", "date", "code" (one of `choices`), "list" (values joined with "; ")
            or "address" (a path on this site).
        choices: (code, label) pairs of a code.
        whole: whether a value is a number, a day or a mark that no line may cut in two.
        reading: what makes of a value what people read; None when its kind says it.
    """

    name: str
    label: str | Promise
    description: str | Promise
    expression: object
    kind: str = "text"
    choices: tuple = ()
    whole: bool = False
    reading: Callable | None = None

    def for_people(self, value):
        """Return a value of this column as people read it."""
        if self.reading and value:
            return self.reading(value)
        if self.kind == "date" and value:
            return date_format(value)
        if self.kind == "code":
            # Unknown is shown as every unknown value is.
            return None if value == "onbekend" else dict(self.choices).get(value, value)
        return value


class Joined(Func):
    """The values of an array as one text; a column of the kind "list" is one of these."""

    function = "array_to_string"

    def __init__(self, array):
        super().__init__(array, Value(SEPARATOR), output_field=CharField())

    @property
    def values(self):
        """Return the expression for the array itself."""
        return self.get_source_expressions()[0]


class Together(Func):
    """Texts one after the other; null when one of them is, which `Concat` takes for empty."""

    template = "(%(expressions)s)"
    arg_joiner = " || "

    def __init__(self, *texts):
        super().__init__(*texts, output_field=CharField())


def address_of(path, slug):
    """Return the expression for the address of a record of the noun at `path`, or null."""
    return Together(Value(f"/{path}/"), slug, Value("/"))


def field(model, name, path, **options):
    """Return a column with the value of a field of `model`, named and explained as that field."""
    source = model._meta.get_field(path)
    kinds = {"DateField": "date", "PositiveSmallIntegerField": "number"}
    kind = "code" if source.choices else kinds.get(source.get_internal_type(), "text")
    given = {
        "label": source.verbose_name,
        "description": source.help_text or source.verbose_name,
        "expression": F(path),
        "kind": kind,
        "choices": tuple(source.choices or ()),
        "whole": kind in ("date", "number"),
    }
    return Column(name, **given | options)


def of_public(parent, path):
    """Return the expression for `path` of the record `parent`, null unless that is public."""
    return Case(When(in_state(State.PUBLISHED, f"{parent}__"), then=F(f"{parent}__{path}")))


def joined(queryset, parent, text, *order):
    """Return the expression for `text` of the rows of `queryset` under `parent`, joined."""
    rows = queryset.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    together = ArrayAgg(text, order_by=order or (text,), default=None)
    return Joined(Subquery(rows.annotate(together=together).values("together")))


def listed(array):
    """Return the expression for the values of an array field, joined."""
    return Joined(F(array))
