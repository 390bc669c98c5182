"""Work out the facts of `ActivityFacts` that are stale; then reindex entries that are."""

from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from time import monotonic

from django.conf import settings
from django.db import OperationalError, connection, router, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from programmes.fulltext.reindexing import reindex_stale
from programmes.lists import columns  # noqa: F401, they make each `Fact`
from programmes.models import Activity, ActivityFacts
from programmes.models.facts import Fact, StaleFacts, seconds_until_due
from programmes.models.outcome import outcomes_on
from programmes.models.prepared import IsOneOf, Parameter, Statement
from programmes.models.version import register_version

# The number of entries in the queue that one transaction takes: about half a second of work.
MOST = 2_000
# The key of the advisory lock, and how long to wait for it.
LOCK, PATIENCE = 7_271_461, "2s"

# What `with_outcome` annotates.
ANNOTATED = (
    "verdict", "overdue_since", "promised", "done", "last_step", "last_step_on",
    "last_step_precision", "dropped_from",
)  # fmt: skip


# By alias of a database: the version of the register whose facts are kept there, and until which
# `monotonic` time.
known = {}


def kept_for_version():
    """Return what `kept_for` does, asked once for each version of the register.

    What is stale before a process knows the next version is at most that much older.
    """
    if not settings.REGISTER_CHECK_SECONDS:
        return kept_for()
    alias, version = router.db_for_read(StaleFacts), register_version.current()
    of_version, until = known.get(alias, (None, 0))
    seconds = until - monotonic()
    if of_version == version and seconds > 0:
        return seconds
    began, seconds = monotonic(), kept_for()
    known[alias] = version, began + seconds
    return seconds


def kept_for():
    """Return for how many seconds the facts are kept, after working out what is due; 0 if not.

    Within a transaction nothing is worked out: it would hold the lock until its end. As for
    `durable` of Django, that of a test does not count.
    """
    seconds = seconds_until_due()
    if seconds or not all(each._from_testcase for each in connection.atomic_blocks):
        return seconds
    refresh()
    return seconds_until_due()


def renew():
    """Put all activities in the queue, if software with another rule worked out their facts.

    From then on that software works nothing out, and uses what this one does.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # What other software works out meanwhile is in the table before it is marked.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if kept_by_rule() != rule():
            StaleFacts.objects.mark_all()
            cursor.execute("COMMENT ON TABLE programmes_activityfacts IS %s", [rule()])


def kept_by_rule():
    """Return the `rule` by which facts are kept, which is the comment on their table, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('programmes_activityfacts'::regclass)")
        return cursor.fetchone()[0]


@cache
def rule():
    """Return a digest of the SQL that works out facts."""
    found = worked_out(date(2000, 1, 1))
    # Some of them come from sets.
    parameters = sorted(map(repr, found.parameters_with([[]])))
    return sha256(repr((found.sql, parameters)).encode()).hexdigest()


def refresh(most=MOST):
    """Work out the facts of activities in the queue that are due, in one transaction.

    Nothing happens when the database is read-only, when another process takes long, or when other
    software than this works out the facts, as in an upgrade.

    Args:
        most: the number of entries in the queue to take.

    Returns:
        The number of entries taken.
    """
    try:
        with transaction.atomic():
            taken, moment = take(most)
            if keys := sorted(set(taken)):
                store(keys, moment)
        if keys:
            reindex_stale(keys)
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        return 0
    return len(taken)


def take(most):
    """Remove entries that are due from the queue.

    Returns:
        (their keys of activities, the moment at which they were due, by the clock of the database).

    Raises:
        OperationalError: when the lock is not free within `PATIENCE`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_read_only')")
        if cursor.fetchone()[0] == "on":
            return [], None
        # One process at a time: what it stores is newer than what the last one stored.
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # Within the lock: see `renew`.
        if kept_by_rule() != rule():
            return [], None
        cursor.execute(
            "DELETE FROM programmes_stalefacts WHERE id = ANY (ARRAY("
            " SELECT id FROM programmes_stalefacts WHERE at <= statement_timestamp()"
            " ORDER BY at LIMIT %s)) RETURNING activity_id, statement_timestamp()",
            [most],
        )
        rows = cursor.fetchall()
        return [key for key, _moment in rows], rows[0][1] if rows else None


def store(keys, moment):
    """Store the facts of these activities on the day of a moment, and when they are stale next."""
    names = stored_names()
    found = worked_out(timezone.localtime(moment).date())
    stored = ", ".join(names)
    changed = ", ".join(f"{name} = excluded.{name}" for name in names)
    ActivityFacts.objects.filter(pk__in=keys).exclude(
        Exists(Activity.objects.filter(pk=OuterRef("pk")))
    ).delete()
    with connection.cursor() as cursor:
        # No SQL injection: the names are our own.
        cursor.execute(
            f"INSERT INTO programmes_activityfacts ({stored}) {found.sql}"  # noqa: S608
            f" ON CONFLICT (activity_id) DO UPDATE SET {changed}",
            found.parameters_with([keys]),
        )
        cursor.execute(
            "INSERT INTO programmes_stalefacts (activity_id, at)"
            " SELECT activity_id, at FROM programmes_facts_next(%s, %s, %s) AS coming"
            " WHERE NOT EXISTS (SELECT FROM programmes_stalefacts AS known"
            " WHERE known.activity_id = coming.activity_id AND known.at = coming.at)",
            [keys, settings.TIME_ZONE, moment],
        )


def stored_names():
    return [field.attname for field in ActivityFacts._meta.fields if not field.generated]


@lru_cache(2)
def worked_out(today):
    """Return the `Statement` of the facts on a day; its argument is the keys of the activities."""
    every = {"activity_id": F("pk")} | {name: F(name) for name in ANNOTATED} | Fact.every
    rows = outcomes_on(Activity.objects.filter(IsOneOf("pk", Parameter(0))), None, today)
    return Statement(rows.order_by().values_list(*(every[name] for name in stored_names())))
