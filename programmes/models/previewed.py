"""Preview: treat the given records as published inside a `with` block (decision 20)."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import BooleanField, F, Func, Value
from django.db.models.lookups import In

_previewed = ContextVar("previewed", default=None)


@contextmanager
def as_if_public(records):
    """Treat `records` as published in the block, for this thread only.

    It works on the conditions of `in_state` and on `is_public`.
    """
    keys = {}
    for record in records:
        keys.setdefault(type(record), set()).add(record.pk)
    token = _previewed.set(keys)
    try:
        yield
    finally:
        _previewed.reset(token)


def is_previewing():
    return _previewed.get() is not None


def is_previewed(record):
    """Return whether `record` is treated as published at this moment."""
    return record.pk in (_previewed.get() or {}).get(type(record), ())


class InPreview(Func):
    """The condition that a record is treated as published at this moment.

    Args:
        path: lookup path to its primary key, such as "programme__pk".
    """

    output_field = BooleanField()

    def __init__(self, path):
        super().__init__(F(path))

    def resolve_expression(self, query=None, allow_joins=True, reuse=None, *rest, **options):
        """Return an IN on the key: only here is it known of which model the key is."""
        (path,) = self.source_expressions
        column = path.resolve_expression(query, allow_joins, reuse, *rest, **options)
        link = column.target.remote_field
        keys = _previewed.get().get(link.model if link else column.target.model)
        return In(column, sorted(keys)) if keys else Value(value=False)
