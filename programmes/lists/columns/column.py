"""Columns, and the database expressions that they are made of (decision 12).

A value from another record is null unless that record is public.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    Case,
    CharField,
    F,
    Field,
    Func,
    Model,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.utils.functional import Promise
from django.utils.html import escape

from programmes.models import State
from programmes.models.facts import Fact
from programmes.models.record import in_state
from programmes.models.when import date_in_words

SEPARATOR = "; "


@dataclass(frozen=True)
class Column:
    """A column of the list of a noun.

    Attributes:
        name: its key in files and API; it never changes.
        label: its header for people.
        description: its text in the data dictionary.
        expression: its value, as a database expression.
        kind: "text", "number", "date", "code" (one of `choices`), "list" (values joined with "; "),
            "address" (a path on this site) or "key" (an id, as text).
        choices: the (code, label) pairs of the kind "code".
        whole: whether a value is never wrapped over two lines, such as a number or a date.
        reading: a function that formats a value for people; None to format it by its kind.
        source: the model field that its values come from; None when there is not one such field.
        refers_to: the model of a foreign key: its values are ids of the published rows of that
            model; None for every other column.
        derived: whether it follows from other facts; an import does not read it.
    """

    name: str
    label: str | Promise
    description: str | Promise
    expression: object
    kind: str = "text"
    choices: tuple = ()
    whole: bool = False
    reading: Callable | None = None
    source: Field | None = None
    refers_to: type[Model] | None = None
    derived: bool = False

    @cached_property
    def texts(self):
        """The texts of `choices` by code: a lazy text is translated at each look."""
        return {code: str(text) for code, text in self.choices}

    @cached_property
    def caption(self):
        """Its header as safe HTML."""
        return escape(str(self.label))

    def for_people(self, value):
        """Return a value of this column formatted for people; None for an unknown value."""
        if self.reading and value:
            return self.reading(value)
        if self.kind == "date" and value:
            return date_in_words(value)
        if self.kind == "code":
            return self.texts.get(value, value)
        return value


# A column with a day that follows from other facts.
derived_day = partial(Column, kind="date", derived=True)


class Joined(Func):
    """The values of an array as one text: the expression of a column of the kind "list"."""

    function = "array_to_string"

    def __init__(self, array):
        super().__init__(array, Value(SEPARATOR), output_field=CharField())

    @property
    def values(self):
        """The expression for the array itself."""
        return self.get_source_expressions()[0]


class NullingConcat(Func):
    """Concatenation that is null when a text is null; Django's `Concat` takes that for ""."""

    template = "(%(expressions)s)"
    arg_joiner = " || "

    def __init__(self, *texts):
        super().__init__(*texts, output_field=CharField())


def address_of(path, slug):
    """Return the expression for the address of a record, from the path of its noun; or null."""
    return NullingConcat(Value(f"/{path}/"), slug, Value("/"))


def field(model, name, path, **options):
    """Return a `Column` of a field, with the label, help text and choices of that field.

    Args:
        model: the model with the field.
        name: the name of the column.
        path: the name of the field.
        options: attributes of `Column` to set otherwise.
    """
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
        "source": source,
    }
    return Column(name, **given | options)


def without_unknown(choices):
    """Return the (code, label) pairs of a `TextChoices` but that of its member UNKNOWN.

    In files and the API, what is not known is empty.
    """
    return tuple(pair for pair in choices.choices if pair[0] != choices.UNKNOWN)


def of_public(parent, path):
    """Return the expression for the field `path` of `parent`, null unless that is public."""
    return Case(When(in_state(State.PUBLISHED, f"{parent}__"), then=F(f"{parent}__{path}")))


def joined(queryset, parent, text, *order, fact=None):
    """Return the expression for a text of several rows, joined.

    Args:
        queryset: the rows.
        parent: the lookup path from a row to the record that has the column.
        text: the field or expression to join.
        order: the expressions to order by; by default the text.
        fact: the name of the `Fact` that it is, or None.
    """
    rows = queryset.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    together = ArrayAgg(text, order_by=order or (text,), default=None)
    array = Subquery(rows.annotate(together=together).values("together"))
    return Joined(Fact(fact, array) if fact else array)


def listed(array):
    """Return the expression for the values of the array field `array`, joined."""
    return Joined(F(array))
