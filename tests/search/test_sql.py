"""The SQL files of the search equal the functions of a migrated database."""

import re
from itertools import chain

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from programmes.search import sql

pytestmark = pytest.mark.django_db
NAMES = sorted(path.stem for path in sql.FOLDER.glob("*.sql"))
DEFINITIONS = """
    SELECT oid::regprocedure::text, pg_get_functiondef(oid) FROM pg_proc
    WHERE proname LIKE 'programmes_search_%'
    UNION ALL
    SELECT tgname || ' ON ' || tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE tgfoid IN (SELECT oid FROM pg_proc WHERE proname LIKE 'programmes_search_%')
"""


def definitions():
    """Return the definitions of the functions and triggers of the search, by name."""
    with connection.cursor() as cursor:
        cursor.execute(DEFINITIONS)
        return dict(cursor.fetchall())


def rewritten(name):
    """Return the definitions in the database after running a file."""
    with connection.cursor() as cursor:
        cursor.execute(sql.read(name))
    return definitions()


@pytest.mark.parametrize("name", NAMES)
def test_running_a_file_changes_nothing(name):
    assert definitions() == rewritten(name)


@pytest.mark.parametrize("name", [each for each in NAMES if not each.startswith("triggers")])
def test_a_file_holds_the_function_that_it_is_named_after(name):
    assert re.findall(r"^CREATE.* (\w+)\(", sql.read(name), re.M) == [f"programmes_search_{name}"]


def test_no_function_or_trigger_lacks_a_file():
    made = chain.from_iterable(
        re.findall(r"^CREATE OR REPLACE (?:FUNCTION (\w+)|TRIGGER (\w+) .* ON (\w+)$)", text, re.M)
        for text in map(sql.read, NAMES)
    )
    named = [function or f"{trigger} ON {table}" for function, trigger, table in made]
    assert sorted(named) == sorted(name.split("(")[0] for name in definitions())


def test_the_index_can_be_taken_away_and_made_again():
    before = definitions()
    made = MigrationLoader(None).get_migration("programmes", "0003_search_index").operations
    with connection.schema_editor() as editor:
        for operation in reversed(made):
            operation.database_backwards("programmes", editor, None, None)
        left = {name.split("(")[0].removeprefix("programmes_search_") for name in definitions()}
        for operation in made:
            operation.database_forwards("programmes", editor, None, None)
    assert left == {"clean", "fold", "near", "vector"}
    assert definitions() == before
