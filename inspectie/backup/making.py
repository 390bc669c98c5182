"""Make a backup: a dump of one moment, the documents, and a manifest that proves both."""

import json
import tomllib
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from inspectie.backup import documents, folder, postgres, remote, streams
from inspectie.backup.proof import proof


def make(report):
    """Make a backup in BACKUP_ROOT, delete those that need not stay, and return the new `Backup`.

    Args:
        report: a function that gets the number of bytes of each piece that is written.

    Raises:
        BlockingIOError: when another process makes a backup.
        ProgramError: when pg_dump or tar fails.
        OSError: when the disk or the bucket fails; when only the bucket does, the backup is there.
    """
    root, moment = Path(settings.BACKUP_ROOT), timezone.now()
    with folder.alone(root), folder.new_folder(root, moment) as part:
        found = store_database(part / folder.DATABASE, report)
        # After the database: a document is stored before the row that names it.
        store_media(part / folder.MEDIA, report)
        manifest = {
            "made_at": moment.isoformat(),
            "version": version(),
            "migrations": migrations(),
            "files": {each.name: folder.described(each) for each in sorted(part.iterdir())},
            "proof": found,
        }
        (part / folder.MANIFEST).write_text(json.dumps(manifest, indent=1))
    folder.thin_out(root)
    backup = folder.Backup.read(root / moment.strftime(folder.NAME))
    if remote.is_used():
        remote.copy(backup)
        (backup.path / folder.COPIED).touch()
    return backup


def store_database(path, report):
    """Write the dump, and return the proof of the same moment."""
    with postgres.moment() as (cursor, snapshot):
        command = postgres.dump_command(snapshot)
        streams.write(command, path, settings.BACKUP_KEYS, report, env=postgres.environment())
        return proof(cursor)


def store_media(path, report):
    with documents.as_folder() as media:
        command = ["tar", "--create", "--file=-", "--sort=name", f"--directory={media}", "."]
        # With 1, tar says that a file came or went while it read: it is of another moment.
        streams.write(command, path, settings.BACKUP_KEYS, report, accepted=(0, 1))


def version():
    """Return the version of this software."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def migrations():
    """Return the names of the migrations of this project that were applied, sorted."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def expected_size():
    """Return the bytes that a backup reads, about: of the database and the documents."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (database,) = cursor.fetchone()
    files = Path(settings.MEDIA_ROOT).rglob("*")
    return database // 4 + sum(each.stat().st_size for each in files if each.is_file())
