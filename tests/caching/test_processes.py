"""Every server process sees a withdrawal and a scheduled moment within a second."""

from contextlib import ExitStack
from datetime import timedelta
from time import sleep

import pytest
from django.db import connection
from django.utils import timezone

from programmes.workflow.publishing import withdraw
from tests import factories
from tests.processes import process, status

PAGE = "/activiteiten/a/"


@pytest.fixture
def ports(transactional_db):
    with ExitStack() as stack:
        yield [stack.enter_context(process()) for _again in range(2)]


def after_a_second(ports):
    """Return the status codes of the page, of each process, a second from now."""
    sleep(1)
    return [status(port, PAGE) for port in ports]


def cut_connections():
    """End the connections of all other processes to the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_withdrawal_is_seen_though_connections_are_lost(ports):
    activity = factories.ActivityFactory(slug="a")
    sleep(1)
    assert [status(port, PAGE) for port in ports * 2] == [200] * 4
    cut_connections()
    withdraw(activity, "Dubbel.")
    assert after_a_second(ports) == [410, 410]


def test_a_scheduled_moment_is_seen(ports):
    factories.ActivityFactory(slug="a", publish_at=timezone.now() + timedelta(seconds=3))
    assert [status(port, PAGE) for port in ports * 2] == [404] * 4
    sleep(2.5)
    assert after_a_second(ports) == [200, 200]
