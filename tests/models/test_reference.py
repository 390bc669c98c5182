from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from programmes.models.reference import effect_of, page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "triggers.md"
pytestmark = pytest.mark.django_db


def test_the_page_has_every_trigger_of_the_database():
    assert PAGE.read_text(encoding="utf-8") == page(), 'run: make manage do="triggers"'


def test_the_command_writes_the_page(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs" / "reference").mkdir(parents=True)
    call_command("triggers")
    assert (tmp_path / "docs" / "reference" / "triggers.md").read_text("utf-8") == page()


def test_the_command_refuses_a_database_that_is_not_migrated(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (last,) = MigrationLoader(connection).graph.leaf_nodes("accounts")
    MigrationRecorder(connection).record_unapplied(*last)
    with pytest.raises(CommandError, match="^Run the command migrate first.$"):
        call_command("triggers")


def test_a_trigger_that_nobody_explained_is_an_error():
    with pytest.raises(LookupError, match="^EFFECTS lacks what the trigger rounds does$"):
        effect_of("rounds", "round_off\nBEGIN NEW.x := round(NEW.x); RETURN NEW; END;")
