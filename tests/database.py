"""The database of the tests: migrated once, emptied and filled again in milliseconds.

Every worker copies a template database in which all migrations were applied. What a test cannot
roll back is deleted with triggers off, which takes milliseconds where a TRUNCATE of every table
takes a second; while a test runs, all triggers are on.
"""

import fcntl
import hashlib
import pickle
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from inspectie import embedded
from programmes.data.loading import load
from programmes.lists import facts

ROOT = Path(__file__).parents[1]
# A crash of the machine may corrupt this cluster: remove var/tests to create it anew.
# The last two: with the few rows here, planning the order of joins takes longer than a bad one.
FAST = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off"),
    *("join_collapse_limit=1", "from_collapse_limit=1"),
)
PREFIX = "template_inspectie_"
# An arbitrary key of an advisory lock.
LOCK = 20240922
# The owner of the template: no superuser, as on a managed PostgreSQL, and without its extensions.
OWNER = "inspectie_owner"


@contextmanager
def other_transaction():
    """Hold a transaction on a connection of its own, rolled back at the end; yield a cursor."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            yield cursor
    finally:
        other.rollback()
        other.close()


class Contents:
    """The rows of all tables and the values of all sequences, as they were when it was made."""

    def __init__(self):
        with connection.cursor() as cursor:
            self.rows = {table: copy_out(cursor, table) for table in filled(cursor)}
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences")
            self.sequences = dict(cursor.fetchall())

    def restore(self):
        """Replace the contents of the database by these; sequences only go forward."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in {*filled(cursor), *self.rows}:
                if copy_out(cursor, table) != self.rows.get(table):
                    cursor.execute(f'DELETE FROM "{table}"')
                    copy_in(cursor, table, self.rows.get(table))
            cursor.execute("SET LOCAL session_replication_role = origin")
            advance(cursor, self.sequences)


def filled(cursor):
    """Return the names of the tables with rows."""
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables(cursor)]
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]


def tables(cursor):
    """Return the names of all tables but that of the migrations."""
    cursor.execute("""
        SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'django_migrations'
    """)
    return [table for (table,) in cursor.fetchall()]


def copy_out(cursor, table):
    with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as rows:
        return b"".join(map(bytes, rows))


def copy_in(cursor, table, content):
    if content:
        with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as rows:
            rows.write(content)


def advance(cursor, sequences):
    """Set each sequence to at least the value given by its name."""
    cursor.execute(
        """
        SELECT setval(format('%%I', sequencename)::regclass, wanted.value)
        FROM unnest(%s::text[], %s::bigint[]) AS wanted (sequencename, value)
        JOIN pg_sequences USING (sequencename)
        WHERE wanted.value > coalesce(last_value, 0)
        """,
        [list(sequences), list(sequences.values())],
    )


@contextmanager
def kept(blocker, empty, fill):
    """Keep what `fill` puts in the database for all tests of a module, that only read it."""
    with blocker.unblock():
        try:
            fill()
            yield
        finally:
            empty.restore()
            # While a browser's event loop runs in this thread, Django itself does not find it.
            connection.close()


def keep_facts():
    """Work out the facts of activities that wait for it, as a timer does on a server."""
    while facts.refresh():
        pass


def loaded_history(empty):
    """Return the contents with the real history, loaded by the first worker that needs it.

    A file keeps them for later runs of the same code on the same day.

    Args:
        empty: the contents without it.
    """
    folder = embedded.DATA.parent
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"history_{digest()}_{timezone.localdate()}"
    with open(folder / "history.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for other in folder.glob("history_*"):
                other.unlink()
            load()
            keep_facts()
            file.write_bytes(pickle.dumps(Contents()))
            empty.restore()
        return pickle.loads(file.read_bytes())


def template():
    """Return the name of the template database with all migrations applied, made on first use."""
    name = PREFIX + digest()
    with connection._nodb_cursor() as cursor:
        # Held until the cursor's connection closes.
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        known = [each for (each,) in cursor.fetchall()]
        if name not in known:
            for each in known:
                cursor.execute(f'DROP DATABASE "{each}"')
            migrate(cursor, f"{PREFIX}new")
            cursor.execute(f'ALTER DATABASE "{PREFIX}new" RENAME TO "{name}"')
    return name


def digest():
    """Return a digest of all that a migration or the history may depend on."""
    files = [
        file
        for folder in ("inspectie", "programmes")
        for kind in ("*.py", "*.sql", "*.toml")
        for file in sorted((ROOT / folder).rglob(kind))
    ]
    texts = [file.read_bytes() for file in [*files, ROOT / "requirements.txt"]]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]


def migrate(cursor, name):
    """Make a database and apply all migrations in it, as `OWNER`."""
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [OWNER])
    if cursor.fetchone() is None:
        cursor.execute(f"CREATE ROLE {OWNER} NOLOGIN")
    cursor.execute(f'CREATE DATABASE "{name}" OWNER {OWNER}')
    known = connection.settings_dict
    before = dict(known)
    options = {each: value for each, value in known["OPTIONS"].items() if each != "pool"}
    known |= {"NAME": name, "OPTIONS": options | {"assume_role": OWNER}}
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        known |= before
