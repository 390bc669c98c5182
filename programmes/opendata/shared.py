"""Snapshots in a bucket, from which every server hands out the same files (MEDIA_S3)."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import storages

ALIAS, CURRENT = "snapshots", "current"


def bucket():
    """Return the storage of snapshots, or None when they are in SNAPSHOT_ROOT."""
    return storages[ALIAS] if ALIAS in settings.STORAGES else None


def current_folder():
    """Return the name of the folder of the current snapshot, or None."""
    try:
        return read(CURRENT)
    except FileNotFoundError:
        return None


def read(name):
    """Return the text of a file in the bucket."""
    with bucket().open(name) as file:
        return file.read().decode()


def publish(folder, name):
    """Upload a folder and make it the current one; delete all but the previous one."""
    for path in folder.iterdir():
        bucket().upload(path, f"{name}/{path.name}")
    before = current_folder()
    bucket().replace(CURRENT, name.encode())
    for other in list(bucket().names()):
        if other.partition("/")[0] not in (CURRENT, name, before):
            bucket().delete(other)


@dataclass(frozen=True)
class File:
    """A file in the bucket; as `programmes.opendata.snapshot.File`, with a name as its path."""

    path: PurePosixPath
    size: int
    sha256: str

    def part(self, first, last):
        return bucket().part(str(self.path), first, last)
