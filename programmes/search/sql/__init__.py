"""The SQL functions and triggers of the search, one function a file, run by migrations.

`tests/search/test_sql.py` compares the files with a migrated database. To change one, see
docs/how-to/change-a-search-function.md.
"""

from pathlib import Path

from django.db.migrations import RunSQL

FOLDER = Path(__file__).parent


def read(name):
    """Return the SQL of the file `<name>.sql` of this folder."""
    return (FOLDER / f"{name}.sql").read_text()


def create(name):
    """Return the migration operation that creates the function of `<name>.sql`.

    Its reverse drops the function, with the triggers that call it.
    """
    return RunSQL(read(name), f"DROP FUNCTION programmes_search_{name} CASCADE")


def replace(name):
    """Return the migration operation that replaces the function by the present `<name>.sql`.

    Its reverse does nothing: only version control has the older text.
    """
    return RunSQL(read(name), RunSQL.noop)
