"""What an app for codes does."""

import base64
import hmac
import time

PERIOD = 30


def code_of(secret, later=False):
    """Return the code that an app with `secret` shows now, or the one after it (RFC 6238)."""
    step = int(time.time()) // PERIOD + later
    key = base64.b32decode(secret)
    digest = hmac.digest(key, step.to_bytes(8), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
