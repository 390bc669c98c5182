import pytest
from pytest_django.live_server_helper import LiveServer

from tests.conftest import kept
from tests.opendata.registers import REGISTERS


@pytest.fixture(scope="module", params=REGISTERS)
def register(request, django_db_setup, django_db_blocker):
    """The name of the data set in the database: "empty", "history" or "hostile".

    It is loaded once per module, as the tests only read it.
    """
    with kept(django_db_blocker, REGISTERS[request.param]):
        yield request.param


@pytest.fixture(scope="module")
def site(register):
    """The URL of a live server on the same database."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()
