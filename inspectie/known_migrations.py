"""Which migrations of a database or a backup this version of the software has."""

from django.db.migrations.loader import MigrationLoader


def unknown_migrations(applied):
    """Return which of the applied migrations this version lacks, as a sorted list.

    A migration stands for those that it replaces, if all of them were applied.

    Args:
        applied: a set of pairs of an app and a name.
    """
    known = MigrationLoader(None).disk_migrations
    replaced = [set(migration.replaces) for migration in known.values()]
    return sorted(applied - known.keys() - set().union(*(r for r in replaced if r <= applied)))
