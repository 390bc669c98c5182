"""What visitors get while the database is away, and after."""

import json
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPConnection
from urllib.parse import quote

import pytest
from django.db import connection

from inspectie import databases
from programmes.api import fairuse
from tests import factories
from tests.database import other_transaction
from tests.forwarder import forwarder
from tests.processes import process

# In seconds: longer than a process trusts what it read, REGISTER_CHECK_SECONDS.
CHECKED = 0.6
KNOWN, UNKNOWN = "/activiteiten/a/", "/activiteiten/"


def ask(port, path):
    """Return (status, headers, body) of a request."""
    asking = HTTPConnection("127.0.0.1", port, timeout=60)
    asking.request("GET", path)
    answer = asking.getresponse()
    content = answer.read().decode()
    asking.close()
    return answer.status, answer.headers, content


@pytest.fixture
def database(transactional_db):
    with forwarder() as found:
        yield found


@pytest.fixture
def port(database):
    known = connection.settings_dict
    user = ":".join(quote(known[key], safe="") for key in ("USER", "PASSWORD") if known[key])
    address = f"postgres://{user}@127.0.0.1:{database.port}/{known['NAME']}"
    with process(DATABASE_URL=address) as found:
        yield found


def test_while_the_database_is_away(database, port):
    factories.ActivityFactory(slug="a", title="Wachtlijsten")
    before = [ask(port, KNOWN)[2] for _again in range(3)][-1]
    database.close()
    time.sleep(CHECKED)

    status, headers, page = ask(port, UNKNOWN)
    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "5", "no-store")
    assert "<h1>Even geduld</h1>" in page

    status, headers, page = ask(port, KNOWN)
    assert (status, headers["Warning"]) == (200, '111 - "Revalidation Failed"')
    assert page == before

    status, headers, problem = ask(port, "/api/v1/activiteiten")
    assert (status, headers["Retry-After"]) == (503, "5")
    assert json.loads(problem)["detail"] == "De database antwoordt nu niet."

    assert ask(port, "/livez")[0] == 200
    assert ask(port, "/readyz")[0] == 503

    database.open()
    deadline = time.monotonic() + 60
    while ask(port, UNKNOWN)[0] != 200 or ask(port, KNOWN)[1]["Warning"]:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_a_frozen_database_is_noticed(database, port):
    factories.ActivityFactory(slug="a", title="Wachtlijsten")
    before = [ask(port, KNOWN)[2] for _again in range(3)][-1]
    database.moving.clear()
    time.sleep(CHECKED)
    assert ask(port, UNKNOWN)[0] == 503
    status, headers, page = ask(port, KNOWN)
    assert (status, headers["Warning"]) == (200, '111 - "Revalidation Failed"')
    assert page == before
    assert ask(port, "/readyz")[0] == 503
    database.moving.set()
    deadline = time.monotonic() + 60
    while ask(port, UNKNOWN)[0] != 200:
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.django_db(transaction=True)
def test_a_request_for_which_there_is_no_connection_may_be_tried_again():
    factories.ActivityFactory(slug="a")
    number = databases.OPTIONS["pool"]["max_size"] + 1
    paths = [f"{UNKNOWN}?q=a{each}" for each in range(number)]
    with (
        process(GRANIAN_BLOCKING_THREADS=str(number)) as port,
        ThreadPoolExecutor(number) as visitors,
    ):
        assert ask(port, KNOWN)[0] == 200
        with other_transaction() as other:
            other.execute("LOCK programmes_activity")
            asking = [visitors.submit(ask, port, path) for path in paths]
            refused = next(as_completed(asking)).result()
        statuses = {each.result()[0] for each in asking}
    assert (refused[0], refused[1]["Retry-After"]) == (503, "5")
    assert statuses == {200, 503}


@pytest.mark.django_db
def test_a_read_only_database_is_read_without_counting(client):
    factories.ActivityFactory(slug="a")
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    assert fairuse.asked("192.0.2.1", 1) == 0
