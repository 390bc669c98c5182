"""The register as an SQLite file, for Datasette and for everybody who asks in SQL."""

import json
import sqlite3
from itertools import islice

BATCH = 100
TYPES = {"number": "INTEGER"}


class Database:
    """A new SQLite file at a path: a table for each noun, and two that explain them.

    A column of the kind "list" holds a JSON array, so that Datasette can count its values.
    """

    def __init__(self, path):
        self.connection = sqlite3.connect(path, isolation_level=None)
        # The file counts once it is whole; until then nothing has to survive.
        self.connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")

    def make(self, name, columns):
        """Make a table with `columns`, (name, type) pairs."""
        parts = [f'"{column}" {kind}' for column, kind in columns]
        self.connection.execute(f'CREATE TABLE "{name}" ({", ".join(parts)})')

    def fill(self, name, rows):
        """Put tuples in a table, some at a time."""
        rows = iter(rows)
        while batch := list(islice(rows, BATCH)):
            marks = ", ".join("?" * len(batch[0]))
            self.connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', batch)  # noqa: S608, names of our own

    def close(self):
        self.connection.execute("COMMIT")
        self.connection.close()


def columns_of(noun):
    """Return (name, type) for each column of a noun; where it can be, `adres` is the key."""
    types = {each.name: TYPES.get(each.kind, "TEXT") for each in noun.columns}
    if noun.identified:
        types["adres"] += " PRIMARY KEY"
    return [*types.items()]


def cells(row):
    """Return the values of a row as SQLite holds them.

    Args:
        row: the row as a JSON object, in the order of the columns.
    """
    values = json.loads(row).values()
    return [
        json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        for value in values
    ]
