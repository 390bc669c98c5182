"""Rate limit per client address and minute, counted for all processes together.

Headers follow draft-ietf-httpapi-ratelimit-headers of the IETF.
"""

import time

from django.conf import settings
from django.db import InternalError, connection
from psycopg.errors import ReadOnlySqlTransaction

WINDOW = 60
# One statement, so that concurrent requests are all counted.
COUNT = """
    INSERT INTO fair_use (address, minute, asked) VALUES (%s, %s, 1)
    ON CONFLICT (address, minute) DO UPDATE SET asked = fair_use.asked + 1
    RETURNING asked
"""
FORGET = "DELETE FROM fair_use WHERE minute < %s"


def count(request):
    """Count a request; return (requests left for its address, seconds until the count resets).

    Below zero, the request exceeds the limit.
    """
    minute, second = divmod(int(time.time()), WINDOW)
    left = settings.API_REQUESTS_PER_MINUTE - asked(address_of(request), minute)
    return left, WINDOW - second


def address_of(request):
    """Return the address of the client; "" when the server listens on a UNIX socket.

    Each proxy appends the address it sees to X-Forwarded-For; what precedes may be forged.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = request.headers.get("X-Forwarded-For")
    if proxies and forwarded:
        return forwarded.split(",")[-proxies:][0].strip()
    return request.META.get("REMOTE_ADDR") or ""


def asked(address, minute):
    """Count a request of an address in a minute; return the count, and delete older minutes.

    On a read-only database, such as a replica, nothing is counted.
    """
    with connection.cursor() as cursor:
        try:
            cursor.execute(COUNT, [address, minute])
        except InternalError as error:
            if isinstance(error.__cause__, ReadOnlySqlTransaction):
                return 0
            raise
        (count,) = cursor.fetchone()
        if count == 1:
            cursor.execute(FORGET, [minute])
    return count


def add_headers(response, left, reset):
    """Set RateLimit and RateLimit-Policy, from what `count` returned."""
    policy = f"q={settings.API_REQUESTS_PER_MINUTE};w={WINDOW}"
    response["RateLimit-Policy"] = f'"fair-use";{policy}'
    response["RateLimit"] = f'"fair-use";r={max(left, 0)};t={reset}'
