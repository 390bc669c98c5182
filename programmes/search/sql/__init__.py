"""The SQL functions and triggers of the search, each function whole in a file of its own.

Migrations run these files. A file says what a migrated database holds: `tests/search/test_sql.py`
compares the two. How to change one: docs/how-to/change-a-search-function.md.
"""

from pathlib import Path

from django.db.migrations import RunSQL

FOLDER = Path(__file__).parent


def read(name):
    """Return the SQL of the file `<name>.sql` of this folder."""
    return (FOLDER / f"{name}.sql").read_text()


def create(name):
    """Return the operation that makes the function of `<name>.sql`, and drops it on the way back.

    The triggers that call a function are dropped with it.
    """
    return RunSQL(read(name), f"DROP FUNCTION programmes_search_{name} CASCADE")


def replace(name):
    """Return the operation that replaces the function of `<name>.sql` by what the file says now.

    There is no way back: only version control has the older text.
    """
    return RunSQL(read(name), RunSQL.noop)
