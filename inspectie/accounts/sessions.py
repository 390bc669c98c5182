"""Session limits: an idle timeout and an absolute maximum."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

BEGAN, SEEN = "began", "seen"
# Seconds between two writes of a session: not every request writes one.
STEP = 60


def limit_sessions(get_response):
    """Return middleware that extends or ends the session on each request to the admin.

    A session ends SESSION_COOKIE_AGE seconds after its last write, or SESSION_LONGEST seconds
    after sign-in. Public pages neither read nor write a session.
    """

    def middleware(request):
        if request.path.startswith(reverse("admin:index")) and request.user.is_authenticated:
            extend_or_end(request, time.time())
        return get_response(request)

    return middleware


def begin(session, now):
    """Store the moment of sign-in; `now` is a timestamp in seconds, as from time.time()."""
    session[BEGAN] = session[SEEN] = now


def just_began(session, now):
    """Return whether a session began less than ACCOUNT_REAUTHENTICATION_TIMEOUT seconds ago."""
    return now - session.get(BEGAN, 0) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def extend_or_end(request, now):
    session = request.session
    if now - session.get(BEGAN, now) > settings.SESSION_LONGEST:
        logout(request)
        return
    session.setdefault(BEGAN, now)
    if now - session.get(SEEN, 0) > STEP:
        session[SEEN] = now


@never_cache
def session_view(request):
    """Return JSON for session.js: the user, the seconds that the session goes on, and a CSRF token.

    The request itself extends the session; `longest` is what is left of SESSION_LONGEST. Status
    401 without a session.
    """
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    now, session = time.time(), request.session
    return JsonResponse(
        {
            "user": str(request.user.pk),
            "idle": round(settings.SESSION_COOKIE_AGE - (now - session[SEEN])),
            "longest": round(settings.SESSION_LONGEST - (now - session[BEGAN])),
            "csrf": get_token(request),
        }
    )


@login_required
def signed_in_view(request):
    """Show the page that a window to sign in again ends with; its script tells the form."""
    return render(request, "account/signed_in.html")
