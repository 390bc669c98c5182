"""Progress of a transaction, visible to other sessions while it runs.

Its writes are invisible until it commits, but `application_name` of its session is not. That is
reset when the transaction or the session ends, so it cannot outlive the work.
"""

from dataclasses import dataclass

from django.db import connection

NAME = "spreadsheet {}: {} of {}"


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


def tell(sheet, done, total):
    """Publish how many rows of a spreadsheet the current transaction has stored."""
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
