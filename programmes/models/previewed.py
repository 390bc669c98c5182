"""The way through the gate for one preview: records that count as public while it is drawn."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import BooleanField, F, Func, Value
from django.db.models.lookups import In

_previewed = ContextVar("previewed", default=None)


@contextmanager
def as_if_public(records):
    """Let `records` count as public for what is asked inside; nothing else changes.

    Every condition that `in_state` makes, and `is_public` of a record, take it into account. It
    holds for this thread only.
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
    """Return whether a record counts as public for now."""
    return record.pk in (_previewed.get() or {}).get(type(record), ())


class InPreview(Func):
    """The condition that the record at a path counts as public for now.

    Args:
        path: the path to its primary key, such as "programme__pk".
    """

    output_field = BooleanField()

    def __init__(self, path):
        super().__init__(F(path))

    def resolve_expression(self, query=None, allow_joins=True, reuse=None, *rest, **options):
        """Return the condition on the key: of which model it is, is known only here."""
        (path,) = self.source_expressions
        column = path.resolve_expression(query, allow_joins, reuse, *rest, **options)
        link = column.target.remote_field
        keys = _previewed.get().get(link.model if link else column.target.model)
        return In(column, sorted(keys)) if keys else Value(value=False)
