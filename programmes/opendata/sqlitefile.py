"""The SQLite file of the register, for SQL and for Datasette."""

import json
import sqlite3

from programmes.lists.nouns import references

TYPES = {"number": "INTEGER"}


class Database:
    """A new SQLite file at `path`, written in one transaction."""

    def __init__(self, path):
        # By table: the placeholders of a row.
        self.marks = {}
        self.connection = sqlite3.connect(path, isolation_level=None)
        # No journal: an unfinished file is thrown away.
        self.connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")

    def create(self, name, columns):
        """Create a table with `columns`, (name, SQL type) pairs."""
        self.marks[name] = ", ".join("?" * len(columns))
        parts = [f'"{column}" {kind}' for column, kind in columns]
        self.connection.execute(f'CREATE TABLE "{name}" ({", ".join(parts)})')

    def insert(self, name, rows):
        """Insert an iterable of sequences into a table that `create` created, one at a time."""
        statement = f'INSERT INTO "{name}" VALUES ({self.marks[name]})'  # noqa: S608, names of our own
        self.connection.executemany(statement, rows)

    def close(self):
        self.connection.execute("COMMIT")
        self.connection.close()


def column_types(noun):
    """Return (name, SQL type) of each column: `id` is the primary key, others may refer to one."""
    types = {each.name: TYPES.get(each.kind, "TEXT") for each in noun.columns}
    types["id"] += " PRIMARY KEY"
    for name, other in references(noun):
        types[name] += f' REFERENCES "{other.path}" ("id")'
    return [*types.items()]


def values_of(row):
    """Return the values of a row as a list; an array becomes JSON text, as Datasette expects.

    Args:
        row: a JSON object as bytes, with its keys in the order of the columns.
    """
    values = json.loads(row).values()
    return [
        json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        for value in values
    ]
