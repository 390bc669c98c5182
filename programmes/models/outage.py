"""Outages, after which a request may be tried again: of database or storage, or a full disk."""

import errno

from django.db import Error, InterfaceError, OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor

# Seconds after which a browser or program may ask again.
RETRY_AFTER = 5
# Errors of a disk that is full or read-only, or of a quota.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


class StoreAwayError(OSError):
    """The object store in which files are does not answer."""


def is_outage(error):
    """Return whether an exception means that what we depend on cannot do its work now.

    A time-out is one too, and so is a table or column that a migration has still to make.
    """
    away = OperationalError | InterfaceError | StoreAwayError
    if isinstance(error, away) or is_full_disk(error):
        return True
    try:
        return isinstance(error, ProgrammingError) and bool(unready())
    except Error:
        return True


def is_full_disk(error):
    return isinstance(error, OSError) and error.errno in NO_ROOM


def unready():
    """Return the reason why the site is not ready, as text, or None."""
    try:
        missing = missing_migrations()
    except OperationalError:
        return "the database does not answer"
    return f"{missing} migrations are to be applied" if missing else None


def missing_migrations():
    """Return the number of migrations that are to be applied."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
