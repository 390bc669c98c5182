"""The programs of PostgreSQL that write and read a dump."""

import os
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from inspectie import embedded
from inspectie.accounts.session_store import SessionStore

# The environment variables of libpq by the names of Django's settings and options.
VARIABLES = {
    "NAME": "PGDATABASE",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "service": "PGSERVICE",
}


def program(name):
    """Return the path of a program: beside the embedded server, else the one in PATH."""
    return str(embedded.programs() / name) if embedded.in_use() else name


def environment():
    """Return the environment in which a program connects to the database server.

    A password in an argument would be visible to other users of the machine.
    """
    known = settings.DATABASE_SERVER
    given = known | known["OPTIONS"]
    return os.environ | {
        variable: str(given[name]) for name, variable in VARIABLES.items() if given.get(name)
    }


def passing_tables():
    """Return the names of the tables whose rows are worth nothing later: who was signed in."""
    return [SessionStore.get_model_class()._meta.db_table, "cache", "fair_use"]


@contextmanager
def moment():
    """Open a transaction that sees one moment; yield its cursor and the id of its snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor, cursor.fetchone()[0]


def dump_command(snapshot):
    """Return the command that writes what a snapshot sees, in PostgreSQL's custom format."""
    without = (f"--exclude-table-data=public.{name}" for name in passing_tables())
    return [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges",
            f"--snapshot={snapshot}", *without]  # fmt: skip


def script_command():
    """Return the command that turns a dump from standard input into SQL."""
    return [program("pg_restore"), "--no-owner", "--no-privileges", "--file=-"]


def replace_command():
    """Return the command that replaces the register by SQL from standard input, or does nothing."""
    return [program("psql"), "--no-psqlrc", "--quiet", "--single-transaction",
            "--set=ON_ERROR_STOP=1", "--output=/dev/null",
            "--command=SET client_min_messages = warning", "--command=SET lock_timeout = '30s'",
            "--command=DROP SCHEMA public CASCADE",
            "--command=CREATE SCHEMA public", "--file=-"]  # fmt: skip
