"""Django's middleware for people who sign in: not for a public GET, which knows no visitor."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from pghistory.middleware import HistoryMiddleware

from programmes.caching.etags import STAFF


class StaffOnly:
    """Mixin: skip a middleware for GET and HEAD outside the administration."""

    def __call__(self, request):
        return super().__call__(request) if self.concerns(request) else self.get_response(request)

    def concerns(self, request):
        return request.path.startswith(STAFF) or request.method not in ("GET", "HEAD")


class Session(StaffOnly, SessionMiddleware):
    """Django's sessions."""


class Authentication(StaffOnly, AuthenticationMiddleware):
    """Sets `request.user`."""


class Messages(StaffOnly, MessageMiddleware):
    """Django's messages."""


class History(StaffOnly, HistoryMiddleware):
    """Adds the user to the history of what a request writes."""
