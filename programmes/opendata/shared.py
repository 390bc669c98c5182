"""Snapshots in a bucket, from which every server hands out the same files (MEDIA_S3)."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from time import monotonic

from django.conf import settings
from django.core.files.storage import storages
from django.utils import timezone

from programmes.models.outage import StoreAwayError

ALIAS, CURRENT = "snapshots", "current"
# The name of the folder of a snapshot: its moment.
NAME = "%Y%m%dT%H%M%S%f"
# How long the snapshot that this process read is the current one, in seconds.
KEPT = 5
# How long an upload may take, and a folder stays that others may still read.
UNDER_WAY = timedelta(days=1)
# By storage: the result of `kept`, and the monotonic time at which it is read again.
known = {}


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


def kept(find):
    """Return the result of a function that reads the bucket, of at most `KEPT` seconds ago.

    While the bucket is away, the last result holds.

    Raises:
        StoreAwayError: when there is none.
    """
    store = bucket()
    result, until = known.get(store, (None, 0))
    if monotonic() < until:
        return result
    try:
        result = find()
    except StoreAwayError:
        if store not in known:
            raise
    known[store] = result, monotonic() + KEPT
    return result


def publish(folder, name):
    """Upload a folder and make it the current one, unless a newer one is; delete old ones.

    Another server may do the same at once. So only what no server can be uploading is deleted, and
    never the folder that was current before.

    Args:
        name: of the folder in the bucket, as in `NAME`.
    """
    for path in folder.iterdir():
        bucket().upload(path, f"{name}/{path.name}")
    before = current_folder() or ""
    if name > before:
        bucket().replace(CURRENT, name.encode())
    known.pop(bucket(), None)
    oldest = f"{timezone.now() - UNDER_WAY:{NAME}}"
    for other in list(bucket().names()):
        holder = other.partition("/")[0]
        if holder < oldest and holder not in (name, before):
            bucket().delete(other)


@dataclass(frozen=True)
class File:
    """A file in the bucket; as `programmes.opendata.snapshot.File`, with a name as its path."""

    path: PurePosixPath
    size: int
    sha256: str

    def part(self, first, last):
        return bucket().part(str(self.path), first, last)
