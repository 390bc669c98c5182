import gc

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from whitenoise.middleware import WhiteNoiseMiddleware

from inspectie import embedded
from programmes.fulltext import matching
from tests import mail, openid
from tests.database import FAST, Contents, kept, loaded_history, other_transaction, template
from tests.factories import member

# A fast hasher; tests/inspectie/accounts/test_sign_in.py tests the one of the site.
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EXPLAINED = '{"note":"Voor_een_test."}'


def pytest_configure():
    settings.PASSWORD_HASHERS = HASHERS
    # A test changes the register several times in one transaction, which counts once; those of
    # tests/caching set the two settings as on a server.
    settings.ANSWERS_MEGABYTES = settings.REGISTER_CHECK_SECONDS = 0
    # The rate limit of the API counts the requests of all tests in a minute.
    settings.API_REQUESTS_PER_MINUTE = 1_000_000


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Start with the longest files: as the last ones they would leave the other worker idle.

    Of those first what needs no test database: one worker makes that meanwhile.
    """

    def turn(item):
        if item.get_closest_marker("long") is None:
            return 2
        return "django_db_setup" in item.fixturenames

    items.sort(key=turn)


def pytest_collection_finish():
    """Leave out of garbage collection what is loaded by now: a test makes none of it garbage."""
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Run the embedded PostgreSQL during the tests, and copy the test database from a template.

    What a test changes by itself comes with a note, as every change of what is public has to. A
    request does not get it: there the form has to ask.
    """
    explained = f"-c pghistory.context_metadata={EXPLAINED}"
    connection.settings_dict["OPTIONS"]["options"] = explained
    with embedded.running(*FAST):
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = template()
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Empty the database by `Contents.restore` after a test that cannot be rolled back.

    At the end, other connections to the database are closed, so that it can be dropped: while this
    thread drives a browser, it has a second set of connections (asgiref's `Local`), which nothing
    else closes.
    """
    with django_db_blocker.unblock():
        empty = Contents()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty.restore())
        yield empty
    # By way of another database: a test may have closed this connection.
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [connection.settings_dict["NAME"]],
        )


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """Scan the static files once: every test client has middleware of its own, which would."""
    scan, known = WhiteNoiseMiddleware.update_files_dictionary, {}

    def update_files_dictionary(middleware, root, prefix):
        if (root, prefix) not in known:
            scan(middleware, root, prefix)
            known[root, prefix] = middleware.files
        middleware.files = known[root, prefix]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "update_files_dictionary", update_files_dictionary)
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Set MEDIA_ROOT to an empty folder for every test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def mailbox(settings):
    """The mail that the site sends, as a queue of `EmailMessage`s, from a running mail server."""
    with mail.running() as (port, messages):
        settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.DEFAULT_FROM_EMAIL = "register@example.nl"
        yield messages
        mail.wait_for_timers()


@pytest.fixture(scope="module")
def provider():
    """The issuer URL of a running OpenID Connect provider."""
    with openid.running() as issuer:
        yield issuer


@pytest.fixture(autouse=True)
def snapshots(settings, tmp_path):
    """Set SNAPSHOT_ROOT to an empty folder for every test."""
    settings.SNAPSHOT_ROOT = tmp_path / "open-data"
    return settings.SNAPSHOT_ROOT


@pytest.fixture
def busy_index(transactional_db, monkeypatch):
    """Lock the table of the search index, so that a query of the search times out."""
    monkeypatch.setitem(matching.SETTINGS, "statement_timeout", "50")
    with other_transaction() as cursor:
        cursor.execute("LOCK TABLE programmes_searchentry")
        yield


@pytest.fixture(scope="session")
def empty(django_db_setup):
    """The contents of the database as the migrations leave it."""
    return django_db_setup


@pytest.fixture(scope="session")
def history(empty, django_db_blocker):
    """The contents with the real history; `restore()` fills the database with it."""
    with django_db_blocker.unblock():
        return loaded_history(empty)


@pytest.fixture(scope="module")
def real_history(empty, history, django_db_blocker):
    """The real history, for all tests of a module, that only read it."""
    with kept(django_db_blocker, empty, history.restore):
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
