from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from inspectie import embedded
from programmes.data.loading import load
from programmes.search import matching
from tests.factories import member

EXPLAINED = '{"note":"Voor_een_test."}'


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Keep the embedded PostgreSQL up for as long as the tests run.

    What a test changes by itself comes with a note, as every change of what is public has to. A
    request does not get it: there the form has to ask.
    """
    explained = f"-c pghistory.context_metadata={EXPLAINED}"
    connection.settings_dict["OPTIONS"]["options"] = explained
    with embedded.running():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """End what still holds the database of the tests, so that it can be dropped.

    While a browser is driven from it, this thread has a second set of connections (asgiref's
    `Local`), and what the other set holds is nobody's to close.
    """
    yield
    # Not over the database itself: this set may hold what a test has ended.
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [connection.settings_dict["NAME"]],
        )


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Give every test an empty folder for files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def snapshots(settings, tmp_path):
    """Give every test a folder without a snapshot."""
    settings.SNAPSHOT_ROOT = tmp_path / "open-data"
    return settings.SNAPSHOT_ROOT


@pytest.fixture(autouse=True)
def fair_use(settings):
    """Let no test run out of what the tests before it asked of the API within the same minute."""
    settings.API_REQUESTS_PER_MINUTE = 1_000_000


@pytest.fixture
def busy_index(transactional_db, monkeypatch):
    """Let somebody hold the index of the search for as long as a question may take."""
    monkeypatch.setitem(matching.SETTINGS, "statement_timeout", "50")
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE programmes_searchentry")
        yield
    finally:
        other.close()


@contextmanager
def kept(blocker, fill):
    """Keep what `fill` puts in the database for all tests of a module, that only read it."""
    with blocker.unblock():
        fill()
        yield
        call_command("flush", verbosity=0, interactive=False)
        # Where a browser's event loop runs in this thread, nobody else finds it to close it.
        connection.close()


@pytest.fixture(scope="module")
def real_history(django_db_setup, django_db_blocker):
    """The real history, loaded once for all tests of a module."""
    with kept(django_db_blocker, load):
        yield


@pytest.fixture
def redacteur(db):
    return member("riet", "redacteur")


@pytest.fixture
def publicist(db):
    return member("paul", "publicist")


@pytest.fixture
def as_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


@pytest.fixture
def as_publicist(client, publicist):
    client.force_login(publicist)
    return client
