"""How far a transaction is, for others to see while it goes on.

What a transaction writes is seen by nobody before its end. The name that its session carries is
seen at once, and is gone when the session ends in whatever way: it cannot outlive the work.
"""

from dataclasses import dataclass

from django.db import connection

NAME = "spreadsheet {}: {} of {}"


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


def tell(sheet, done, total):
    """Say in a transaction how many rows of a spreadsheet it has stored."""
    name = NAME.format(sheet.pk, done, total)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, true)", [name])


def of(sheet):
    """Return the `Progress` of the transaction that stores a spreadsheet now, or None."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE %s",
            [NAME.format(sheet.pk, "%", "%")],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    _word, _sheet, done, _of, total = row[0].split()
    return Progress(int(done), int(total))
