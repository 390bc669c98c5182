"""Moments that the clock of the machine reaches during a test."""

import time
from datetime import timedelta

from django.utils import timezone


def later_than_now(begin):
    """Return a moment that comes after twice the work that was done since `begin`, and a second.

    So it has not passed once as much is done again, however busy the machine is.
    """
    now = timezone.now()
    return now + 2 * (now - begin) + timedelta(seconds=1)


def wait_until(moment):
    """Sleep until a moment has passed."""
    while (rest := (moment - timezone.now()).total_seconds()) >= 0:
        time.sleep(rest + 0.001)
