"""Sessions in the database, looked up only for a cookie that can be a session key."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key):
        """Refuse a key that Django cannot have made: PostgreSQL raises on a NUL character."""
        return super()._validate_session_key(key) and {*key} <= {*VALID_KEY_CHARS}
