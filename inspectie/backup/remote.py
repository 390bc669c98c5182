"""Copies of backups in a bucket (BACKUP_S3)."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.files.storage import storages
from django.utils import timezone

from inspectie.backup.folder import COPIED, MANIFEST, NAME, BrokenError, alone, kept, new_folder
from inspectie.stores import BACKUPS

DAY = timedelta(days=1)


def is_used():
    return BACKUPS in settings.STORAGES


def counted(backups):
    """Return the backups that count: of a register with a bucket, those that were copied to it."""
    return [each for each in backups if (each.path / COPIED).exists()] if is_used() else backups


def copy(backup):
    """Copy a backup, and delete the copies that need not stay, or were never finished.

    The manifest goes last: without it, a copy is no backup. One of less than a day may still be
    under way from another server.
    """
    bucket = storages[BACKUPS]
    for name in (*backup.manifest["files"], MANIFEST):
        bucket.upload(backup.path / name, f"{backup.path.name}/{name}")
    copies = files()
    stay = kept(moment(name) for name, held in copies.items() if MANIFEST in held)
    for name, held in copies.items():
        is_under_way = MANIFEST not in held and moment(name) > timezone.now() - DAY
        if not is_under_way and moment(name) not in stay:
            # The manifest first.
            for each in sorted(held, key=lambda file: file != MANIFEST):
                bucket.delete(f"{name}/{each}")


def fetch(name, root):
    """Download a backup to a folder of its own in `root`; return the path.

    Raises:
        BrokenError: when there is none; the text says which there are.
    """
    copies = files()
    if MANIFEST not in copies.get(name, ()):
        raise BrokenError(f"{name}: {', '.join(sorted(copies))}")
    with alone(root), new_folder(root, moment(name)) as part:
        for each in copies[name]:
            storages[BACKUPS].download(f"{name}/{each}", part / each)
    return root / name


def files():
    """Return a dict from the name of each copy to the set of its files."""
    found = defaultdict(set)
    for path in storages[BACKUPS].names():
        name, _slash, file = path.partition("/")
        if is_name(name):
            found[name].add(file)
    return found


def is_name(text):
    try:
        return bool(moment(text))
    except ValueError:
        return False


def moment(name):
    return datetime.strptime(name, NAME).replace(tzinfo=UTC)
