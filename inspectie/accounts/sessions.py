"""A session ends when nobody uses it, and after a working day in any case."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.urls import reverse

BEGAN, SEEN = "began", "seen"
# Not every page writes: the end of a session is a minute more or less.
STEP = 60


def end_in_time(get_response):
    """Return middleware that puts off the end of a session with each use of the administration.

    A session ends SESSION_COOKIE_AGE seconds after it was written last, or SESSION_LONGEST
    seconds after it began. Pages for the public neither read a session nor write one.
    """

    def middleware(request):
        if request.path.startswith(reverse("admin:index")) and request.user.is_authenticated:
            keep_or_end(request, time.time())
        return get_response(request)

    return middleware


def begin(session, now):
    """Note when somebody signed in; `now` in seconds, as time.time() gives it."""
    session[BEGAN] = session[SEEN] = now


def keep_or_end(request, now):
    session = request.session
    if now - session.get(BEGAN, now) > settings.SESSION_LONGEST:
        logout(request)
        return
    session.setdefault(BEGAN, now)
    if now - session.get(SEEN, 0) > STEP:
        session[SEEN] = now
