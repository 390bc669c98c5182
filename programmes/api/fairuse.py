"""The limit of fair use: so many questions a minute from one address, told in each answer.

Headers after draft-ietf-httpapi-ratelimit-headers of the IETF.
"""

import time

from django.conf import settings
from django.db import connection
from rest_framework.throttling import BaseThrottle

WINDOW = 60
# One statement, so that of questions that come at once none is missed.
COUNT = """
    INSERT INTO fair_use (address, minute, asked) VALUES (%s, %s, 1)
    ON CONFLICT (address, minute) DO UPDATE SET asked = fair_use.asked + 1
    RETURNING asked
"""
FORGET = "DELETE FROM fair_use WHERE minute < %s"


class FairUse(BaseThrottle):
    """Counts the questions of an address in each minute, for all processes together."""

    def allow_request(self, request, view):
        minute, second = divmod(int(time.time()), WINDOW)
        self.reset = WINDOW - second
        # A server that listens on a socket tells of no address.
        address = self.get_ident(request) or ""
        left = settings.API_REQUESTS_PER_MINUTE - asked(address, minute)
        request._request.rate_limit = (max(left, 0), self.reset)
        return left >= 0

    def wait(self):
        return self.reset


def asked(address, minute):
    """Return how often an address asked in a minute, this time included."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [address, minute])
        (count,) = cursor.fetchone()
        if count == 1:
            cursor.execute(FORGET, [minute])
    return count


def tell(response, rate_limit):
    """Add to a response how much may be asked still."""
    left, reset = rate_limit
    policy = f"q={settings.API_REQUESTS_PER_MINUTE};w={WINDOW}"
    response["RateLimit-Policy"] = f'"fair-use";{policy}'
    response["RateLimit"] = f'"fair-use";r={left};t={reset}'
