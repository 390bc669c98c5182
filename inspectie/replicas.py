"""Public reads from replicas of the database, by Django's router (decision 77).

A replica counts only while it has the version of the register that this process knows of the
primary. Each process reads it in a thread, so that no visitor waits for a replica that is gone.
"""

import random
import threading
import time
from collections import deque
from contextlib import suppress
from contextvars import ContextVar
from functools import cache

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.utils.regex_helper import _lazy_re_compile

from programmes.caching.etags import is_for_all
from programmes.models import version

# A page of changes ends before the oldest transaction in progress, which only the primary knows.
FROM_PRIMARY = _lazy_re_compile("/wijzigingen")
# How many versions are remembered that a replica does not have: of ten minutes.
REMEMBERED = 1200
# The alias of the database that the present request reads from.
reading_from = ContextVar("reading_from", default=DEFAULT_DB_ALIAS)


class Router:
    """Reads from the database of the request, writes to the primary."""

    def db_for_read(self, model, **hints):
        return reading_from.get()

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, alias, app, **hints):
        return alias == DEFAULT_DB_ALIAS


class Replica:
    """A replica, of which a thread reads the version every `REGISTER_CHECK_SECONDS`.

    Attributes:
        version: the `Version` it has; None when it does not answer or is promoted.
        to_replay: the versions of the primary that it does not have yet, the oldest first.
        current_at: the monotonic time of the last version of the primary that it has; at first that
            of the start.
    """

    def __init__(self, alias):
        self.alias, self.version, self.wanted = alias, None, threading.Event()
        self.to_replay, self.current_at = deque(maxlen=REMEMBERED), time.monotonic()
        threading.Thread(target=self.follow, daemon=True).start()

    def follow(self):
        while True:
            self.read()
            self.wanted.wait(settings.REGISTER_CHECK_SECONDS)
            self.wanted.clear()

    def read(self):
        try:
            self.version = version.read(self.alias) if is_replica(self.alias) else None
        except Error:
            self.version = None
        with suppress(Error):
            self.measure(version.register_version.version())
        connections.close_all()

    def measure(self, known):
        """Remember a version of the primary; set `current_at` to the newest one that it has."""
        if not self.to_replay or self.to_replay[-1] != known:
            self.to_replay.append(known)
        while self.to_replay and self.has(self.to_replay[0]):
            self.current_at = self.to_replay.popleft().read_at

    def has(self, known):
        """Return whether it has, or had within a second, all that a version of the primary has."""
        # Once: another thread may set it to None.
        found = self.version
        if not found:
            return False
        is_fresh = time.monotonic() - found.read_at < 2 * settings.REGISTER_CHECK_SECONDS
        return is_fresh and found.includes(known)

    @property
    def is_current(self):
        """Return whether it has the version that this process knows."""
        return self.has(version.register_version.version())

    def lag(self):
        """Return the seconds that it is behind the primary, 0 while it is current.

        Raises:
            OperationalError: when the primary is away, and its version is not known.
        """
        return 0 if self.is_current else time.monotonic() - self.current_at


def is_awaited(known, coming):
    """Return whether a replica that has the version in use will have the coming one soon.

    So while changes follow each other, a replica that follows closely is read from all the time.
    """
    late = [each for each in replicas() if each.has(known) and not each.has(coming)]
    for each in late:
        each.wanted.set()
    return bool(late)


def is_replica(alias):
    """Return whether a database is a replica, which ends when it is promoted."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        return cursor.fetchone()[0]


@cache
def replicas():
    """Return the `Replica`s of this process."""
    return [Replica(alias) for alias in aliases()]


def aliases():
    return [alias for alias in settings.DATABASES if alias != DEFAULT_DB_ALIAS]


def from_replica(get_response):
    """Return middleware that answers a public GET from a replica, if there is one that counts."""
    if not replicas():
        raise MiddlewareNotUsed
    version.register_version.is_awaited = is_awaited

    def middleware(request):
        replica = chosen(request)
        if not replica:
            return get_response(request)
        response = read(get_response, request, replica.alias)
        if response.status_code < 500:
            return response
        # It went meanwhile, or cancelled a query that was in the way of what it replays.
        replica.version = None
        return get_response(request)

    return middleware


def chosen(request):
    """Return a replica to answer a request from, or None for the primary."""
    if request.method not in ("GET", "HEAD") or FROM_PRIMARY.search(request.path):
        return None
    current = [each for each in replicas() if each.is_current] if is_for_all(request) else []
    return random.choice(current) if current else None  # noqa: S311, no secret


def read(get_response, request, alias):
    token = reading_from.set(alias)
    try:
        return get_response(request)
    finally:
        reading_from.reset(token)
