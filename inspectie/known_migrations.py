"""Which migrations of a database or a backup this version of the software has."""

from django.db.migrations.loader import MigrationLoader


def unknown_migrations(applied):
    """Return which of the applied migrations this version lacks, as a sorted list.

    A migration stands for those that it replaces, if all of them were applied.

    Args:
        applied: a set of pairs of an app and a name.
    """
    known = MigrationLoader(None).disk_migrations
    replaced = {
        name
        for migration in known.values()
        if applied.issuperset(migration.replaces)
        for name in migration.replaces
    }
    return sorted(applied - known.keys() - replaced)
