from time import monotonic

from django.db.backends.postgresql import base
from django.db.utils import OperationalError
from psycopg import OperationalError as DriverError

# Seconds after a connection failed in which no other is tried.
AWAY = 0.5


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's backend, with a circuit breaker: after a connection failed, others are refused.

    So a request that finds the database away waits for it once.
    """

    away_until = {}

    def get_new_connection(self, conn_params):
        if monotonic() < self.away_until.get(self.alias, 0):
            raise OperationalError("the database did not answer just now")
        try:
            return super().get_new_connection(conn_params)
        except DriverError:
            self.away_until[self.alias] = monotonic() + AWAY
            raise
