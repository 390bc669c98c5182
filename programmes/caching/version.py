"""The version of the public register, as each process knows it (decision 53).

A process asks the database at most once every `settings.REGISTER_CHECK_SECONDS`, and again at the
next moment of publication or withdrawal: a change is seen within that time, also when a
connection is lost, and a scheduled moment on time.
"""

from functools import cache
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import connection
from django.utils import timezone

from programmes.models.publication import published_models


class RegisterVersion:
    """The version that this process read last, as a text; safe for threads."""

    def __init__(self):
        self.lock = Lock()
        self.value = None
        self.holds_until = 0

    def current(self):
        """Return a text that differs after each public change, by verb or by clock, and daily."""
        with self.lock:
            now = monotonic()
            if now >= self.holds_until:
                self.value, seconds = read()
                self.holds_until = now + min(settings.REGISTER_CHECK_SECONDS, seconds)
            return self.value


def read():
    """Return the version, with the day, and the seconds until the next scheduled moment."""
    with connection.cursor() as cursor:
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
