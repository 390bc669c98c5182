"""Every migration is reversible, and leaves the version before it working."""

import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

APPS = ["accounts", "programmes"]
# Migrations up to these were made before the first release: no older version runs beside them.
BEFORE_RELEASE = {"accounts": "0003", "programmes": "0041"}


def own_migrations():
    """Return the migrations of this project, from their files."""
    migrations = MigrationLoader(connection=None).disk_migrations.values()
    return [migration for migration in migrations if migration.app_label in APPS]


def test_every_operation_has_a_way_back():
    stuck = [
        f"{migration.name}: {operation.describe()}"
        for migration in own_migrations()
        for operation in migration.operations
        if not operation.reversible
    ]
    assert stuck == []


# An index that is made concurrently is not made within a transaction.
@pytest.mark.django_db(transaction=True)
def test_the_version_before_keeps_working_after_a_migration(capsys):
    new = [
        migration.name
        for migration in own_migrations()
        if migration.name[:4] > BEFORE_RELEASE[migration.app_label]
    ]
    linter = MigrationLinter(
        str(settings.BASE_DIR),
        include_apps=APPS,
        # An empty list would be all migrations.
        include_name=[*new, "none"],
        quiet=["ok", "ignore"],
        warnings_as_errors_tests=["CREATE_INDEX", "CREATE_INDEX_EXCLUSIVE"],
        analyser_string="postgresql",
        no_cache=True,
    )
    linter.lint_all_migrations()
    assert not linter.has_errors, capsys.readouterr().out
    assert linter.nb_total >= len(new)
