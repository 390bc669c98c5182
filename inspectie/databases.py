"""The connections to PostgreSQL, from environment variables."""

from inspectie import embedded
from inspectie.database.watched import WatchedConnection
from inspectie.environment import env

# One pool per server process. There are fewer threads than connections, so that a request waits for
# one only while the database is away.
OPTIONS = {
    "pool": {
        "min_size": 1,
        "max_size": 20,
        "timeout": 1.5,
        "reconnect_timeout": 4,
        "connection_class": WatchedConnection,
    },
    # Seconds, and milliseconds for the last, after which a server that is gone is noticed.
    "connect_timeout": 2,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 10_000,
}


def server():
    """Return the entry of the database server itself."""
    return pooled(embedded.connection() if embedded.in_use() else env.db("DATABASE_URL"))


def pooler():
    """Return the entry of a pooler in transaction mode before that server, or None.

    A cursor on the server outlives a transaction, and the next one has another connection. Prepared
    statements do so too: Django makes none.
    """
    if not env.str("POOLER_URL", default=""):
        return None
    return pooled(env.db("POOLER_URL")) | {"DISABLE_SERVER_SIDE_CURSORS": True}


def replicas():
    """Return the entries of the replicas, by alias; behind poolers when the server is."""
    behind_pooler = bool(env.str("POOLER_URL", default=""))
    own = {"DISABLE_SERVER_SIDE_CURSORS": behind_pooler, "TEST": {"MIRROR": "default"}}
    addresses = env.list("DATABASE_REPLICAS", default=[])
    return {
        f"replica{number}": pooled(env.db_url_config(address)) | own
        for number, address in enumerate(addresses, 1)
    }


def pooled(entry):
    """Add the pool and time-outs to an entry of DATABASES; options of its URL are kept."""
    return entry | {
        "ENGINE": "inspectie.database",
        "OPTIONS": OPTIONS | entry.get("OPTIONS", {}),
    }
