"""Texts and connections that break a file while it is written."""

from django.db import connection

from tests import factories

BROKEN_OFF = b'"AFGEBROKEN: dit bestand is niet compleet. Haal het opnieuw op.'
NASTY = 'zij zei "ja"; toen,\nop regel twee: Yeşilgöz 🦊'


def end_all_other_connections():
    """Terminate all database connections but that of the test, as a restart does."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
        """)


def store_as_is(draft, **texts):
    """Publish a draft with texts by SQL: its model would normalise them."""
    columns = ", ".join(f"{name} = %s" for name in texts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {draft._meta.db_table} SET {columns}, publish_at = %s WHERE id = %s",  # noqa: S608
            [*texts.values(), factories.LONG_AGO, draft.pk],
        )
