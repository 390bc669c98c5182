"""Files whose connection to the database breaks while they are written."""

from django.db import connection

BROKEN_OFF = b'"AFGEBROKEN: dit bestand is niet compleet. Haal het opnieuw op.'
NASTY = 'zij zei "ja"; toen,\nop regel twee: Yeşilgöz 🦊'


def end_all_other_connections():
    """Terminate all database connections but that of the test, as a restart does."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
        """)
