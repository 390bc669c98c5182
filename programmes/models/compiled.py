"""Expressions whose SQL is worked out once for each process, as Django's compiler is slow."""

import re
from functools import lru_cache, wraps

from django.db import connection
from django.db.models import Expression

from programmes.models.previewed import is_previewing

# Where the SQL names the table of the outer row, which has another alias in a subquery.
OUTER = "{outer row}"
# An alias that Django gives within a subquery, such as U0. Here it gets an underscore, as the outer
# row may have the same one.
ALIAS = re.compile(r"""(?<![\w"])([A-Z]{1,2}\d+)(?![\w"])""")


class Compiled(Expression):
    """SQL of an expression about one row of a table, in place of the expression.

    Args:
        sql: the SQL, with OUTER in place of the quoted alias of the table. params: its parameters.
        alias: the alias of the table.
    """

    def __init__(self, sql, params, alias, output_field):
        super().__init__(output_field=output_field)
        self.sql, self.params, self.alias = sql, params, alias

    def resolve_expression(self, query=None, *args, **kwargs):
        return self

    def relabeled_clone(self, change_map):
        alias = change_map.get(self.alias, self.alias)
        return Compiled(self.sql, self.params, alias, self.output_field)

    def as_sql(self, compiler, connection):
        sql = self.sql.replace(OUTER, compiler.quote_name_unless_alias(self.alias))
        return sql, list(self.params)

    def get_group_by_cols(self):
        return [self]


def compiled_once(annotate):
    """Decorator of a function that annotates rows of one model: its expressions become SQL once.

    The function is called with (rows, *arguments), of which the arguments decide its annotations:
    what depends on the clock is an argument. In a preview nothing is kept.
    """

    @lru_cache(maxsize=64)
    def annotations(model, *arguments):
        query = annotate(model.objects.all(), *arguments).query
        compiler = query.get_compiler(connection=connection)
        compiler.setup_query()
        every = {
            name: compiled(compiler, expression, query.get_initial_alias())
            for name, expression in query.annotations.items()
        }
        chosen = {name: every.pop(name) for name in query.annotation_select}
        return every, chosen

    def annotated(rows, *arguments):
        if is_previewing():
            return annotate(rows, *arguments)
        only_named, chosen = annotations(rows.model, *arguments)
        return rows.alias(**only_named).annotate(**chosen)

    return wraps(annotate)(annotated)


def compiled(compiler, expression, alias):
    """Return the `Compiled` of an expression that refers to the outer row by `alias`."""
    sql, params = compiler.compile(expression)
    sql = sql.replace(f"{compiler.quote_name_unless_alias(alias)}.", f"{OUTER}.")
    return Compiled(ALIAS.sub(r"\1_", sql), tuple(params), alias, expression.output_field)
