"""The version of the public register, as each process knows it (decision 53).

A process asks the database at most once every `settings.REGISTER_CHECK_SECONDS`, and again at the
next moment of publication or withdrawal: a change is seen within that time, also when a
connection is lost, and a scheduled moment on time.
"""

from functools import cache
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.utils import timezone

from programmes.models.publication import published_models


class RegisterVersion:
    """The version that this process read last, as a text; safe for threads.

    While the database is away, the last version holds until the next moment of publication or
    withdrawal: nothing changes until then.

    Attributes:
        is_stale: whether the database did not answer the last time.
        replaced: the version before this one. replaced_at: the monotonic time of that.
    """

    def __init__(self):
        self.lock = Lock()
        self.value = self.replaced = None
        self.is_stale = False
        self.holds_until = self.next_moment = self.replaced_at = 0

    def current(self):
        """Return a text that differs after each public change, by verb or by clock, and daily.

        Raises:
            OperationalError: when the database is away, and no version holds.
        """
        # One thread waits for a database that is away; the others do not wait for that thread.
        if not self.lock.acquire(blocking=not self.may_be_stale()):
            return self.value
        try:
            if monotonic() >= self.holds_until:
                self.renew()
            return self.value
        finally:
            self.lock.release()

    def renew(self):
        began, seconds = monotonic(), float("inf")
        try:
            value, seconds = read()
            if value != self.value:
                self.value, self.replaced, self.replaced_at = value, self.value, began
            self.is_stale, self.next_moment = False, began + seconds
        except OperationalError:
            self.is_stale = True
            if not self.may_be_stale():
                raise
        self.holds_until = min(monotonic() + settings.REGISTER_CHECK_SECONDS, began + seconds)

    def just_replaced(self):
        """Return the version before this one, for as long as a process looks away; else None."""
        is_recent = monotonic() - self.replaced_at < settings.REGISTER_CHECK_SECONDS
        return self.replaced if is_recent else None

    def may_be_stale(self):
        """Return whether the database is away and the last version holds."""
        return self.is_stale and self.value is not None and monotonic() < self.next_moment


def read(alias=DEFAULT_DB_ALIAS):
    """Return the version, with the day, and the seconds until the next scheduled moment."""
    with connections[alias].cursor() as cursor:
        cursor.execute(query())
        *state, seconds = cursor.fetchone()
    return repr((*state, timezone.localdate())), float("inf" if seconds is None else seconds)


@cache
def query():
    """Return the SQL of `read`.

    It selects the time of the last write too: a restored backup repeats numbers of writes.
    """
    passed = moments("max", "<=")
    coming = moments("min", ">")
    return (
        f"SELECT sum(writes), max(at), greatest({passed}),"  # noqa: S608, names of our own tables
        f" extract(epoch FROM least({coming}) - statement_timestamp())"
        " FROM programmes_writecounter"
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
