"""Sessions in the database, with the account of each, looked up only for a possible key."""

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls):
        return apps.get_model("accounts", "Session")

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        session.account_id = data.get(SESSION_KEY)
        return session

    def _validate_session_key(self, key):
        """Refuse a key that Django cannot have made: PostgreSQL raises on a NUL character."""
        return super()._validate_session_key(key) and {*key} <= {*VALID_KEY_CHARS}
