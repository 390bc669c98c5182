import psycopg
import pytest
from django.db import connection

from inspectie.database import watched
from tests.forwarder import forwarder


@pytest.fixture
def database(transactional_db):
    with forwarder() as found:
        yield found


@pytest.fixture
def watching(database):
    """A connection by way of the forwarder."""
    known = connection.settings_dict
    with watched.WatchedConnection.connect(
        host="127.0.0.1", port=database.port, user=known["USER"], dbname=known["NAME"],
        password=known["PASSWORD"] or None, autocommit=True,
    ) as found:  # fmt: skip
        yield found


def test_a_slow_query_goes_on(watching, monkeypatch):
    monkeypatch.setattr(watched, "PATIENCE", 0.1)
    watching.execute("SELECT pg_sleep(0.5)")


def test_a_frozen_server_ends_the_connection(database, watching):
    database.moving.clear()
    with pytest.raises(psycopg.OperationalError, match="does not answer"):
        watching.execute("SELECT 1")
    assert watching.closed


def test_a_busy_server_that_misses_one_check_is_not_away(database, watching, monkeypatch):
    monkeypatch.setattr(watched, "PINGS", (0.1, 30))
    database.moving.clear()
    # That of the second check.
    database.at_connection(2, database.moving.set)
    assert watching.execute("SELECT 1").fetchone() == (1,)


def test_a_server_answers_by_tcp_and_by_socket(database):
    own = connection.settings_dict
    assert watched.ping("127.0.0.1", database.port, 30)
    assert watched.ping(own["HOST"], own["PORT"] or 5432, 30)
    database.close()
    assert not watched.ping("127.0.0.1", database.port, 30)
