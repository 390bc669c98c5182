"""The limit of fair use: so many questions a minute from one address, told in each answer.

Headers after draft-ietf-httpapi-ratelimit-headers of the IETF.
"""

import time

from django.conf import settings
from django.core.cache import caches
from rest_framework.throttling import BaseThrottle

WINDOW = 60


class FairUse(BaseThrottle):
    """Counts the questions of an address in each minute, for all processes together."""

    def allow_request(self, request, view):
        now = time.time()
        self.reset = WINDOW - int(now % WINDOW)
        key = f"{self.get_ident(request)}:{now // WINDOW}"
        counts = caches["fair-use"]
        # Two at once may count as one: fair use is not exact to the question.
        asked = counts.get(key, 0) + 1
        counts.set(key, asked, WINDOW)
        left = settings.API_REQUESTS_PER_MINUTE - asked
        request._request.rate_limit = (max(left, 0), self.reset)
        return left >= 0

    def wait(self):
        return self.reset


def tell(response, rate_limit):
    """Add to a response how much may be asked still."""
    left, reset = rate_limit
    policy = f"q={settings.API_REQUESTS_PER_MINUTE};w={WINDOW}"
    response["RateLimit-Policy"] = f'"fair-use";{policy}'
    response["RateLimit"] = f'"fair-use";r={left};t={reset}'
