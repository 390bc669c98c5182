"""Querysets whose SQL is compiled once for each process, with parameters filled in at each use.

To build and to compile a queryset takes Django longer than PostgreSQL takes to answer it.
"""

from copy import copy
from functools import lru_cache, wraps

from django.db import connections
from django.db.models import BooleanField, Expression, Func, Model
from django.utils import timezone

from programmes.models.facts import asked_once, facts_are_kept
from programmes.models.previewed import is_previewing

# How many shapes of one queryset are kept: all lists in all their orders.
MOST = 128


class Parameter(Expression):
    """The place of an argument in the SQL of a prepared queryset, by its number."""

    def __init__(self, number):
        super().__init__()
        self.number = number

    def as_sql(self, compiler, connection):
        return "%s", [self]


class IsOneOf(Func):
    """The condition that a value is in an array: a list, which is one parameter, or a field."""

    template = "%(expressions)s"
    arg_joiner = " = ANY "
    output_field = BooleanField()

    def __init__(self, value, values):
        super().__init__(value, Func(values, function=""))


class Statement:
    """The SQL of a queryset with `Parameter`s."""

    def __init__(self, queryset):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db, elide_empty=False)
        self.sql, self.parameters = self.compiler.as_sql()

    def rows(self, arguments, part):
        """Return a part of the rows, as a list, with these values of the `Parameter`s."""
        if part.stop is not None and part.stop <= (part.start or 0):
            return []
        compiler = copy(self.compiler)
        compiler.connection = connections[self.queryset.db]
        limits = compiler.connection.ops.limit_offset_sql(part.start, part.stop)
        known = f"{self.sql} {limits}", self.parameters_with(arguments)
        compiler.as_sql = lambda *_args, **_options: known
        queryset = self.queryset.all()
        queryset.query.get_compiler = lambda *_args, **_options: compiler
        return list(queryset)

    def parameters_with(self, arguments):
        """Return the parameters of the SQL, with these values of the `Parameter`s."""
        return tuple(
            arguments[each.number] if isinstance(each, Parameter) else each
            for each in self.parameters
        )


def prepared(with_facts=False):
    """Decorator of a function that returns a queryset: it then returns a list of its rows.

    It is called once with a `Parameter` for each positional argument: a value that a lookup
    compares with, or a record for its primary key. What decides the shape of the SQL is a keyword
    argument, which is hashable. It may depend on the day, and must not query. In a preview nothing
    is kept. The keyword argument `part`, a slice, asks for a part of the rows.

    Args:
        with_facts: whether it uses `with_outcome`, and so depends on `facts_are_kept`; or a
            function of the keyword arguments that returns this.
    """
    uses_facts = with_facts if callable(with_facts) else lambda **_shape: with_facts

    def decorate(build):
        @lru_cache(MOST)
        def statement(number, kept, _today, **shape):
            with asked_once(lambda: int(kept)):
                return Statement(build(*map(Parameter, range(number)), **shape))

        @wraps(build)
        def rows(*arguments, part=slice(None), **shape):
            values = [each.pk if isinstance(each, Model) else each for each in arguments]
            if is_previewing():
                return list(build(*values, **shape)[part])
            kept = uses_facts(**shape) and facts_are_kept()
            found = statement(len(values), kept, timezone.localdate(), **shape)
            return found.rows(values, part)

        return rows

    return decorate
