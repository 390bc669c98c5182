"""Settings of a transaction: the context of the history, and what makes many triggers fast."""

from contextlib import contextmanager

import pghistory
from django.db import connection


@contextmanager
def history_context(**metadata):
    """Add `metadata` to the rows of the history that are written in this `with` block, no others.

    A `pghistory.context` within that of a request keeps its metadata until the request ends.
    """
    with pghistory.context() as context:
        outer = dict(context.metadata)
        context.metadata.update(metadata)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(outer)


def make_triggers_fast():
    """Keep the cost of the triggers per row constant in a long transaction."""
    with connection.cursor() as cursor:
        # Plans that were made while the tables were small.
        cursor.execute("DISCARD PLANS")
        # Without this setting each trigger of pgtrigger raises and catches an exception.
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


@contextmanager
def search_waits():
    """Reindex the activities that are written in this `with` block once, at its end."""
    leave_search_index()
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT programmes_search_waited()")


def leave_search_index():
    """Leave the search index of activities as it is, in a savepoint that is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('programmes.search_waits', '{}', true)")
