"""Django's backend for PostgreSQL, which does not wait for a server that is away."""

from collections import defaultdict
from functools import cached_property
from time import monotonic

from django.db.backends.postgresql import base
from django.db.utils import DatabaseErrorWrapper, OperationalError
from psycopg import OperationalError as DriverError

from inspectie.database.watched import NoAnswerError

# Seconds after a connection failed in which no other is tried.
AWAY = 1


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's backend, with a circuit breaker: after a connection failed, others are refused.

    So a request that finds the database away waits for it once. A pool of which all connections
    are in use does not open the breaker: the database is there.
    """

    # By alias, as the pools of Django.
    away_until, in_use = {}, defaultdict(set)

    def get_new_connection(self, conn_params):
        if monotonic() < self.away_until.get(self.alias, 0):
            raise OperationalError("the database did not answer just now")
        try:
            connection = self.get_working_connection(conn_params)
        except DriverError:
            if not self.is_pool_full():
                self.open_breaker()
            raise
        self.in_use[self.alias].add(connection)
        return connection

    def get_working_connection(self, conn_params):
        """Return a connection that was checked, when it is of a pool.

        When one broke while idle, as in a restart of the server, so did the others: all are
        replaced at once. The pool's own check waits a second or more after each that is broken.
        """
        connection = super().get_new_connection(conn_params)
        if not self.pool:
            return connection
        try:
            self.pool.check_connection(connection)
        except NoAnswerError:
            self.pool.putconn(connection)
            raise
        except DriverError:
            self.pool.putconn(connection)
            self.pool.drain()
            return super().get_new_connection(conn_params)
        return connection

    def _close(self):
        self.in_use[self.alias].discard(self.connection)
        super()._close()

    def is_pool_full(self):
        return bool(self.pool) and len(self.in_use[self.alias]) >= self.pool.max_size

    def open_breaker(self):
        self.away_until[self.alias] = monotonic() + AWAY

    @cached_property
    def wrap_database_errors(self):
        return BreakingErrorWrapper(self)


class BreakingErrorWrapper(DatabaseErrorWrapper):
    """Opens the breaker when the server froze during a query."""

    def __exit__(self, exc_type, exc_value, traceback):
        if isinstance(exc_value, NoAnswerError):
            self.wrapper.open_breaker()
        super().__exit__(exc_type, exc_value, traceback)
