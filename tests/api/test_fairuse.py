"""The rate limit per address and minute, counted for all processes together."""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import repeat

import pytest
from django.db import connection
from django.test import RequestFactory

from programmes.api.fairuse import address_of, asked
from tests.processes import process, status


@pytest.mark.django_db
def test_requests_over_the_limit_get_429(client, settings):
    settings.API_REQUESTS_PER_MINUTE = 2
    found = [client.get(f"/api/v1/doelen?jaar={year}") for year in (2001, 2002, 2003)]
    assert [each.status_code for each in found] == [200, 200, 429]
    assert [re.sub("t=.*", "t", each["RateLimit"]) for each in found] == [
        '"fair-use";r=1;t',
        '"fair-use";r=0;t',
        '"fair-use";r=0;t',
    ]
    assert found[0]["RateLimit-Policy"] == '"fair-use";q=2;w=60'
    assert 1 <= int(found[2]["Retry-After"]) <= 61
    assert found[2]["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", None])
def test_requests_without_an_address_are_counted(client, address):
    assert client.get("/api/v1/doelen", REMOTE_ADDR=address).status_code == 200
    assert [(each, count) for each, _minute, count in counts()] == [("", 1)]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "10.0.0.1", "127.0.0.1"),
        (1, None, "127.0.0.1"),
        (1, "10.0.0.1, 10.0.0.2", "10.0.0.2"),
        (2, "10.0.0.1, 10.0.0.2, 10.0.0.3", "10.0.0.2"),
        (2, "10.0.0.1", "10.0.0.1"),
    ],
)
def test_only_the_addresses_of_trusted_proxies_count(settings, proxies, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", headers=headers)) == address


@pytest.mark.django_db
def test_counts_of_earlier_minutes_are_deleted():
    assert [asked("10.0.0.1", 7), asked("10.0.0.1", 7), asked("10.0.0.2", 7)] == [1, 2, 1]
    assert asked("10.0.0.1", 8) == 1
    assert counts() == [("10.0.0.1", 8, 1)]


def test_two_processes_share_the_counts(transactional_db):
    with ExitStack() as stack:
        # An answer from memory does not count: here every one is made.
        limits = {"API_REQUESTS_PER_MINUTE": "10", "ANSWERS_MEGABYTES": "0"}
        ports = [stack.enter_context(process(**limits)) for _again in range(2)]
        assert Counter(in_one_minute(ports * 20)) == {200: 10, 429: 30}


def counts():
    """Return the stored (address, minute, count) rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, minute, asked FROM fair_use")
        return cursor.fetchall()


def in_one_minute(ports):
    """Return the status codes of concurrent requests to the ports, all within one minute."""
    for _again in range(2):
        minute = time.time() // 60
        with ThreadPoolExecutor(max_workers=16) as pool:
            codes = [*pool.map(status, ports, repeat("/api/v1/doelen"))]
        if time.time() // 60 == minute:
            break
    return codes
