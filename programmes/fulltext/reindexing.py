"""Reindex entries that the triggers left behind: a term became public or not without a write.

What told the term was scheduled for a later moment than its activity, or was withdrawn while
another transaction wrote the term.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import DeadlockDetected, LockNotAvailable

from programmes.models import SearchEntry
from programmes.models.facts import StaleFacts
from programmes.models.write import WriteCounter

# After how long an entry that was locked is tried again.
AGAIN = timedelta(minutes=1)
# The texts are compared as programmes_search_refresh stores them.
STALE = """
    SELECT record_id FROM programmes_search_source(%(kind)s, %(keys)s::bigint[]) AS present
    JOIN programmes_searchentry AS entry USING (record_id)
    WHERE entry.kind = %(kind)s
        AND entry.body <> left(programmes_search_clean(present.body), 100000)
    ORDER BY record_id
"""


def reindex_stale(keys):
    """Reindex those of some activities whose entry has another text than it would get now.

    The version of the register changes, as a search may find others without a write. Each in a
    transaction of its own, so that it waits for no writer while another waits for it. From one that
    a writer has locked on, they come back in the queue of stale facts.

    Args:
        keys: the primary keys of activities, as a list.
    """
    left = keys
    try:
        with briefly() as cursor:
            cursor.execute(STALE, {"kind": SearchEntry.Kind.ACTIVITY, "keys": keys})
            left = [key for (key,) in cursor]
        while left:
            with briefly() as cursor:
                cursor.execute(
                    "SELECT programmes_search_refresh(%s, ARRAY[%s::bigint])",
                    [SearchEntry.Kind.ACTIVITY, left[0]],
                )
                WriteCounter.objects.count_write()
            left = left[1:]
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise
        again = timezone.now() + AGAIN
        StaleFacts.objects.bulk_create(StaleFacts(activity_id=each, at=again) for each in left)


@contextmanager
def briefly():
    """Run a transaction on the primary that waits a moment for a lock; yield its cursor."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
        yield cursor
