"""What a register holds, in numbers that are equal exactly when its rows are."""

from inspectie.backup.postgres import passing_tables

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
# A sum does not depend on the order of rows, and takes no memory.
ROWS = """
    SELECT count(*), coalesce(sum(('x' || left(md5(row::text), 15))::bit(60)::bigint), 0)::text
    FROM "{}" AS row
"""
TRIGGERS = """
    SELECT tgrelid::regclass::text || '.' || tgname FROM pg_trigger
    WHERE NOT tgisinternal AND tgenabled <> 'D' ORDER BY 1
"""


def proof(cursor):
    """Return the proof of the register that a cursor sees, as a dict for JSON.

    It has, by table, the number of rows and a checksum of them, history included, and the names of
    the triggers that are on.
    """
    cursor.execute("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'")
    cursor.execute(TABLES)
    names = [name for (name,) in cursor.fetchall() if name not in passing_tables()]
    return {"tables": {name: rows(cursor, name) for name in names}, "triggers": triggers(cursor)}


def rows(cursor, table):
    cursor.execute(ROWS.format(table))
    return list(cursor.fetchone())


def triggers(cursor):
    cursor.execute(TRIGGERS)
    return [name for (name,) in cursor.fetchall()]


def differences(expected, found):
    """Return the names of the tables and triggers in which two proofs differ, sorted."""
    one, other = expected["tables"], found["tables"]
    tables = {name for name in one | other if one.get(name) != other.get(name)}
    return sorted(tables | set(expected["triggers"]) ^ set(found["triggers"]))
