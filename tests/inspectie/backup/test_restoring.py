"""The drill: fill, back up, destroy, put back, compare."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from inspectie.backup import folder
from inspectie.backup.proof import proof
from programmes.models import Activity
from tests import factories, programs
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
    return found, contents(media)


def contents(top):
    return {each.name: each.read_bytes() for each in top.rglob("*") if each.is_file()}


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


def test_only_a_bare_name_is_looked_up_among_the_backups(register, root, tmp_path):
    name = back_up().path.name
    with pytest.raises(CommandError, match=str(tmp_path / "elders" / name)):
        call_command("restore", tmp_path / "elders" / name, "--replace")
    call_command("restore", name, "--replace")


@pytest.fixture
def older(root, tmp_path):
    """A function that runs a command on an empty database in the PostgreSQL of Debian."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail(
            "Een oudere PostgreSQL ontbreekt. Installeer het met: apt-get install postgresql"
        )
    bin_, port = found[0].parent, programs.free_port()
    variables = {
        "PATH": f"{bin_}:{os.environ['PATH']}",
        "DATABASE_URL": f"postgres://postgres@127.0.0.1:{port}/postgres",
        "BACKUP_ROOT": str(root),
        "MEDIA_ROOT": str(tmp_path / "media-before"),
    }

    def run(*command):
        given = {"env": os.environ | variables, "cwd": settings.BASE_DIR, "check": True}
        subprocess.run([sys.executable, "manage.py", *command], **given)

    with programs.folder() as place:
        data, owner = place / "data", programs.as_owner()
        making = [
            bin_ / "initdb",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        subprocess.run([*making, "-D", data], check=True, cwd=place, **owner)
        options = ("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-k", place)
        server = [bin_ / "postgres", "-D", data, "-p", port, *options]
        with programs.running(*server, port=port, cwd=place, **owner):
            yield run


FILL = """
import pghistory
from tests.world import make_world
with pghistory.context(note="Voor een proef."):
    make_world()
"""


def test_a_register_moves_to_a_newer_postgresql(older, media, tmp_path):
    older("migrate")
    older("shell", "--no-imports", "-c", FILL)
    older("backup")
    (backup,) = folder.backups()
    call_command("restore", backup.path, "--replace")
    rows, files = held(media)
    assert rows == backup.manifest["proof"]
    assert files == contents(tmp_path / "media-before")
    assert files
