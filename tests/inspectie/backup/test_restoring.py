"""The drill: fill, back up, destroy, put back, compare."""

import json
import shutil

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from inspectie.backup import folder
from inspectie.backup.proof import proof
from programmes.models import Activity
from tests import factories
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.BACKUP_ROOT = tmp_path / "backups"
    return settings.BACKUP_ROOT


@pytest.fixture
def identity(settings, tmp_path):
    """Return the file with the secret key for which backups are encrypted."""
    key = pyrage.x25519.Identity.generate()
    settings.BACKUP_KEYS = [str(key.to_public())]
    file = tmp_path / "sleutel.txt"
    file.write_text(f"# public key: {key.to_public()}\n{key}\n")
    return file


@pytest.fixture
def register(media):
    """Return what a register with one record of every noun holds: rows, triggers, documents."""
    make_world()
    Activity.objects.update(title="[activity] opnieuw")
    return held(media)


def held(media):
    with transaction.atomic(), connection.cursor() as cursor:
        found = proof(cursor)
    return found, {each.name: each.read_bytes() for each in media.rglob("*") if each.is_file()}


def back_up():
    call_command("backup")
    return folder.backups()[0]


def destroy(media):
    """Lose the rows of the register, and the documents."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE programmes_activityfacts, programmes_event CASCADE")
    shutil.rmtree(media)


def test_a_register_comes_back_as_it_was(register, media, root):
    backup = back_up()
    call_command("backup", "--if-due")
    assert [each.path for each in folder.backups()] == [backup.path]
    destroy(media)
    call_command("restore", backup.path, "--replace")
    assert held(media) == register
    assert [each.name for each in sorted(backup.path.iterdir())] == [
        "database.dump",
        "manifest.json",
        "media.tar",
    ]


def test_an_encrypted_backup_needs_its_key(register, media, identity, tmp_path):
    backup = back_up()
    assert set(backup.manifest["files"]) == {"database.dump.age", "media.tar.age"}
    assert backup.file(folder.DATABASE).read_bytes().startswith(b"age-encryption.org/v1\n")
    other = tmp_path / "andere.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    for arguments in ([], ["--identity", str(other)]):
        with pytest.raises(CommandError):
            call_command("restore", backup.path, "--replace", *arguments)
        assert held(media) == register
    destroy(media)
    call_command("restore", backup.path, "--replace", "--identity", str(identity))
    assert held(media) == register


def test_a_filled_register_is_not_lost_unasked(register, media):
    backup = back_up()
    factories.ActivityFactory(title="Van daarna")
    now = held(media)
    with pytest.raises(CommandError, match="Er staat al een register in de database."):
        call_command("restore", backup.path)
    assert held(media) == now


def test_a_broken_backup_changes_nothing(register, media):
    backup = back_up()
    dump = backup.file(folder.DATABASE)
    dump.write_bytes(dump.read_bytes()[:-100])
    with pytest.raises(CommandError, match="database.dump"):
        call_command("restore", backup.path, "--replace")
    assert held(media) == register


def test_a_dump_that_cannot_be_loaded_changes_nothing(register, media):
    backup = back_up()
    dump = backup.file(folder.DATABASE)
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
    backup.manifest["files"][dump.name] = folder.described(dump)
    (backup.path / folder.MANIFEST).write_text(json.dumps(backup.manifest))
    with pytest.raises(CommandError):
        call_command("restore", backup.path, "--replace")
    assert held(media) == register


def test_a_backup_of_newer_software_is_refused(register):
    backup = back_up()
    backup.manifest["migrations"].append("programmes.9999_later")
    (backup.path / folder.MANIFEST).write_text(json.dumps(backup.manifest))
    with pytest.raises(CommandError, match="programmes.9999_later"):
        call_command("restore", backup.path, "--replace")


def test_a_folder_without_a_backup_is_named(tmp_path):
    with pytest.raises(CommandError, match="manifest.json"):
        call_command("restore", tmp_path)
