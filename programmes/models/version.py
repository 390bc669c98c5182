"""The version of the public register, as each process knows it (decision 53).

A process asks the database at most once every `settings.REGISTER_CHECK_SECONDS`, and again at the
next moment of publication or withdrawal: a change is seen within that time, also when a
connection is lost, and a scheduled moment on time.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from threading import Lock
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.utils import timezone

from programmes.models.publication import published_models

# Seconds after a version was read in which it may be used; a second less the time of an answer.
LONGEST = 0.8
# Seconds that a thread waits while another reads the version.
PATIENCE = 1.5
# Seconds after which is looked again whether a newer version may be used.
SOON = 0.02


# The text of the version that the present request began with; it may end with a newer one.
of_request = ContextVar("of_request", default=None)


@contextmanager
def pinned(text):
    """Context in which `RegisterVersion.current` returns one text: what is kept is of it."""
    token = of_request.set(text)
    try:
        yield
    finally:
        of_request.reset(token)


class Version(NamedTuple):
    """What a database holds of the public register.

    Attributes:
        text: differs after each public change, by verb or by clock, and daily.
        seconds: until the next scheduled moment.
        moment: the last scheduled moment that passed, or None.
        day: by the clock of this process.
        history: the cluster and its timeline, within which positions are in order: a replica of
            what was before a restore, or before another took over, may be further in its own.
        position: in the log of the primary (WAL): where it is, or up to where a replica has it;
            both None on a site without replicas.
        read_at: the monotonic time before it was read.
    """

    text: str
    seconds: float
    moment: object
    day: object
    history: list
    position: int
    read_at: float

    def includes(self, other):
        """Return whether all that another version has is in this one, or more."""
        if self.text == other.text:
            return True
        is_later = not other.moment or bool(self.moment) and self.moment >= other.moment
        is_same = (self.history, self.day) == (other.history, other.day)
        return is_same and is_later and self.position >= other.position


class RegisterVersion:
    """The version that this process read last; safe for threads.

    While the database is away, the last version holds until the next moment of publication or
    withdrawal: nothing changes until then.

    Attributes:
        known: the `Version` that is used, or None.
        coming: a newer one that is used as soon as `is_awaited` allows.
        is_awaited: a function from the two: whether the newer one is to be used later; never for
            longer than `LONGEST` after the other was read.
        is_stale: whether the database did not answer the last time.
        replaced: the text of the version before.
        replaced_until: the monotonic time until which its answers may be given.
    """

    def __init__(self):
        self.lock = Lock()
        self.known = self.coming = self.replaced = None
        self.is_awaited = lambda known, coming: False
        self.is_stale = False
        self.holds_until = self.next_moment = self.replaced_until = 0

    def current(self):
        """Return a text that differs after each public change, by verb or by clock, and daily.

        Raises:
            OperationalError: when the database is away, and no version holds.
        """
        return of_request.get() or self.version().text

    def version(self):
        """Return the `Version` of that text."""
        # One thread waits for a database that is away; the others do not wait for that thread.
        waits = not self.may_be_stale()
        if not self.lock.acquire(timeout=PATIENCE if waits else 0):
            if waits:
                raise OperationalError("the version of the register was not read in time")
            return self.known
        try:
            if monotonic() >= self.holds_until:
                self.renew()
            return self.known
        finally:
            self.lock.release()

    def renew(self):
        pause = settings.REGISTER_CHECK_SECONDS
        try:
            # A coming version that was read too long ago is read again.
            if not self.coming or monotonic() >= self.coming.read_at + pause:
                self.coming = read()
            self.is_stale = False
        except OperationalError:
            self.is_stale = True
            if not self.may_be_stale():
                raise
            self.holds_until = monotonic() + pause
            return
        if self.is_early():
            self.holds_until = monotonic() + SOON
            return
        if self.known and self.known.text != self.coming.text:
            # What changed came after the one before was read, and is seen within a second.
            self.replaced = self.known.text
            self.replaced_until = min(self.known.read_at + 2 * pause, self.next_moment)
        self.known, self.coming = self.coming, None
        self.next_moment = self.known.read_at + self.known.seconds
        # A slow database is not asked all the time.
        again = max(self.known.read_at + pause, monotonic() + pause / 4)
        self.holds_until = min(again, self.next_moment)

    def is_early(self):
        """Return whether the version that was used is to be used for a moment more."""
        if not self.known or monotonic() > min(self.known.read_at + LONGEST, self.next_moment):
            return False
        return self.is_awaited(self.known, self.coming)

    def just_replaced(self):
        """Return the text of the version before while its answers may be given, else None."""
        return self.replaced if monotonic() < self.replaced_until else None

    def may_be_stale(self):
        """Return whether the database is away and the last version holds."""
        return self.is_stale and self.known is not None and monotonic() < self.next_moment


def read(alias=DEFAULT_DB_ALIAS):
    """Return the `Version` of a database."""
    began = monotonic()
    with connections[alias].cursor() as cursor:
        cursor.execute(query())
        *state, seconds, history, position = cursor.fetchone()
    day = timezone.localdate()
    seconds = float("inf" if seconds is None else seconds)
    return Version(repr((*state, day)), seconds, state[-1], day, history, position, began)


@cache
def query():
    """Return the SQL of `read`.

    It selects the time of the last write too: a restored backup repeats numbers of writes. The
    position is read after the rows: a replica that has it has them.
    """
    passed = moments("max", "<=")
    coming = moments("min", ">")
    return (
        f"SELECT sum(writes), max(at), greatest({passed}),"  # noqa: S608, names of our own tables
        f" extract(epoch FROM least({coming}) - statement_timestamp()),"
        f" {POSITION if len(settings.DATABASES) > 1 else 'NULL, NULL'}"
        " FROM programmes_writecounter"
    )


# Everybody may call these functions. A replica knows a new timeline from its next restart point on,
# at most `checkpoint_timeout` (five minutes) later.
POSITION = (
    "(SELECT ARRAY[system_identifier, greatest(timeline_id, min_recovery_end_timeline)]"
    " FROM pg_control_system(), pg_control_checkpoint(), pg_control_recovery()),"
    " CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
    " ELSE pg_current_wal_insert_lsn() END - '0/0'"
)


def moments(aggregate, comparison):
    """Return the SQL of the last or next moment of each noun, with commas between."""
    return ", ".join(
        f"(SELECT {aggregate}({field}) FROM {model._meta.db_table}"  # noqa: S608, as above
        f" WHERE {field} {comparison} statement_timestamp())"
        for model in published_models()
        for field in ("publish_at", "withdrawn_at")
    )


register_version = RegisterVersion()
