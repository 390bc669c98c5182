"""Every migration is reversible."""

import pytest
from django.db.migrations.loader import MigrationLoader


@pytest.mark.parametrize("app", ["accounts", "programmes"])
def test_every_operation_has_a_way_back(app):
    migrations = MigrationLoader(connection=None).disk_migrations.values()
    stuck = [
        f"{migration.name}: {operation.describe()}"
        for migration in migrations
        if migration.app_label == app
        for operation in migration.operations
        if not operation.reversible
    ]
    assert stuck == []
