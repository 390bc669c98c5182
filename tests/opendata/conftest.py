import pytest
from pytest_django.live_server_helper import LiveServer

from tests.database import keep_facts, kept
from tests.opendata.registers import REGISTERS


@pytest.fixture(scope="module", params=REGISTERS)
def register(request, empty, history, django_db_blocker):
    """A register without records, with the real history, or with hostile texts.

    It is made once for all tests of a module, that only read it.
    """

    def fill():
        if request.param == "history":
            history.restore()
        REGISTERS[request.param]()
        keep_facts()

    with kept(django_db_blocker, empty, fill):
        yield request.param


@pytest.fixture(scope="module")
def site(register):
    """The address of a server that shows the register."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()
