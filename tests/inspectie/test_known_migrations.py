"""A database that this version did not make, or made with migrations that were made anew."""

from django.db.migrations.loader import MigrationLoader

from inspectie.known_migrations import unknown_migrations

ANEW = "programmes", "0004_groups_and_cache"


def test_migrations_that_were_made_anew_are_known_where_all_were_applied():
    before = {ANEW, *MigrationLoader(None).disk_migrations[ANEW].replaces}
    assert unknown_migrations(before) == []


def test_a_database_between_them_is_refused():
    assert unknown_migrations({ANEW, ("programmes", "0005_expectations")}) == [
        ("programmes", "0005_expectations")
    ]
