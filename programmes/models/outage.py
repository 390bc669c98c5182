"""When the database cannot answer: it is away, too slow, or of another version."""

from django.db import Error, InterfaceError, OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor

# Seconds after which a browser or program may ask again.
RETRY_AFTER = 5


def is_outage(error):
    """Return whether an exception means that the database cannot answer now.

    A time-out is one too, and so is a table or column that a migration has still to make.
    """
    if isinstance(error, OperationalError | InterfaceError):
        return True
    try:
        return isinstance(error, ProgrammingError) and bool(unready())
    except Error:
        return True


def unready():
    """Return the reason why the site is not ready, as text, or None."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError:
        return "the database does not answer"
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(plan)} migrations are to be applied" if plan else None
