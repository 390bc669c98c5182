"""The circuit breaker before a database that is away, and a pool that is full."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import pytest
from django.db import OperationalError, connection

from inspectie.database import base
from tests.forwarder import forwarder


@pytest.fixture
def server(transactional_db):
    with forwarder() as found:
        yield found


@pytest.fixture
def own(server, monkeypatch):
    """The connection of this thread, of a pool with one, by way of the forwarder.

    The breaker stays open for an hour.
    """
    known, others = connection.settings_dict, connection.settings_dict["OPTIONS"]
    pool = others["pool"] | {"max_size": 1, "timeout": 2}
    small = {"HOST": "127.0.0.1", "PORT": server.port, "OPTIONS": others | {"pool": pool}}
    monkeypatch.setattr(base, "AWAY", 3600)
    # Without those of a browser's thread, which stay until the end.
    monkeypatch.setattr(base.DatabaseWrapper, "in_use", defaultdict(set))
    with monkeypatch.context() as patched:
        connection.close()
        connection.close_pool()
        for name, value in small.items():
            patched.setitem(known, name, value)
        connection.ensure_connection()
        yield connection
        connection.close()
        connection.close_pool()
    base.DatabaseWrapper.away_until.clear()


@pytest.fixture
def connect_elsewhere():
    """A function that takes a connection of the pool and gives it back, in another thread."""

    def connect():
        connection.ensure_connection()
        connection.close()

    with ThreadPoolExecutor(1) as thread:
        yield lambda: thread.submit(connect).result()


def test_a_full_pool_refuses_one_request_only(own, connect_elsewhere):
    with pytest.raises(OperationalError, match="couldn't get a connection after 2.00 sec"):
        connect_elsewhere()
    own.close()
    connect_elsewhere()


def test_connections_that_broke_while_idle_are_replaced_at_once(own):
    own.pool.resize(1, 5)
    with ExitStack() as others:
        taken = [own, *(others.enter_context(closing(own.copy())) for _each in range(4))]
        for each in taken:
            each.ensure_connection()
        keys = [each.connection.info.backend_pid for each in taken]
    own.close()
    with own._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(key, 5000) FROM unnest(%s) AS key", [keys])
        assert cursor.fetchall() == [(True,)] * 5
    own.ensure_connection()


def test_a_database_that_is_away_is_waited_for_once(server, own, connect_elsewhere):
    own.close()
    server.close()
    with pytest.raises(OperationalError, match="couldn't get a connection"):
        connect_elsewhere()
    with pytest.raises(OperationalError, match="did not answer just now"):
        connect_elsewhere()


def test_a_database_that_freezes_during_a_query_is_away(server, own, connect_elsewhere):
    server.moving.clear()
    with pytest.raises(OperationalError, match="does not answer"), own.cursor() as cursor:
        cursor.execute("SELECT 1")
    with pytest.raises(OperationalError, match="did not answer just now"):
        connect_elsewhere()
