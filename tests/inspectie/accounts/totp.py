"""An authenticator app: time-based one-time passwords."""

import base64
import hmac
import time

PERIOD = 30


def code_of(secret, later=False):
    """Return the code (RFC 6238) for a base32 `secret` now, or the next one if `later`."""
    step = int(time.time()) // PERIOD + later
    key = base64.b32decode(secret)
    digest = hmac.digest(key, step.to_bytes(8), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
