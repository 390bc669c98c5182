"""The folder of a backup: its files, with checksums in manifest.json."""

import fcntl
import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

MANIFEST, DATABASE, MEDIA = "manifest.json", "database.dump", "media.tar"
# What a file that is encrypted in the format of age (https://age-encryption.org/v1) ends with.
ENCRYPTED = ".age"
NAME = "%Y-%m-%dT%H%M%SZ"
# A folder with this ending is not ready, or was never finished.
UNFINISHED = ".part"
# In the folder of a backup that is in the bucket of BACKUP_S3 too.
COPIED = "copied"


class BrokenError(Exception):
    """A backup that is not whole; the text says what is wrong."""


@dataclass(frozen=True)
class Backup:
    """A finished backup.

    Attributes:
        path: its folder.
        manifest: a dict with `made_at`, `version`, `migrations`, `files` and `proof`.
    """

    path: Path
    manifest: dict

    @classmethod
    def read(cls, path):
        """Return the backup in a folder.

        Raises:
            BrokenError: when the folder has no manifest.
        """
        try:
            return cls(path, json.loads((path / MANIFEST).read_text()))
        except (OSError, ValueError) as error:
            raise BrokenError(f"{path / MANIFEST}: {error}") from error

    @property
    def made_at(self):
        return datetime.fromisoformat(self.manifest["made_at"])

    def file(self, name):
        """Return the path of a file, encrypted or not."""
        (found,) = (each for each in self.manifest["files"] if each.removesuffix(ENCRYPTED) == name)
        return self.path / found

    def check(self):
        """Compare every file with its checksum.

        Raises:
            BrokenError: when a file is not there, or not as it was written.
        """
        for name, known in self.manifest["files"].items():
            file = self.path / name
            if not file.is_file() or described(file) != known:
                raise BrokenError(f"{file}: {known}")


def described(file):
    """Return the size and checksum of a file, as a manifest has them."""
    with file.open("rb") as content:
        checksum = hashlib.file_digest(content, "sha256").hexdigest()
    return {"size": file.stat().st_size, "sha256": checksum}


def backups(root=None):
    """Return the finished backups in a folder (default: BACKUP_ROOT), newest first."""
    folder = Path(root or settings.BACKUP_ROOT)
    names = [each for each in folder.glob("*Z") if (each / MANIFEST).exists()]
    return [Backup.read(each) for each in sorted(names, reverse=True)]


@contextmanager
def new_folder(root, moment):
    """Yield an unfinished folder for a backup; it gets its name when the block ends well.

    Renaming is atomic, so that a backup that was killed never looks whole.
    """
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in root.glob(f"*{UNFINISHED}"):
        shutil.rmtree(left)
    part = root / f"{moment.strftime(NAME)}{UNFINISHED}"
    part.mkdir(mode=0o700)
    try:
        yield part
        for file in part.iterdir():
            synchronize(file)
        part.rename(root / moment.strftime(NAME))
        synchronize(root)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


@contextmanager
def alone(root):
    """Hold the lock of the folder with backups.

    Raises:
        BlockingIOError: when another process has it.
    """
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(root / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def synchronize(path):
    """Write a file or folder through to the disk (fsync)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def thin_out(root):
    """Delete the backups that need not stay."""
    found = {each.made_at: each for each in backups(root)}
    for moment in found.keys() - kept(found):
        shutil.rmtree(found[moment].path)


def kept(moments):
    """Return, as a set, the moments of the backups that stay: the last of each recent period."""
    chosen = set()
    newest_first = sorted(moments, reverse=True)
    counts = {
        "%Y-%j": settings.BACKUP_DAYS,
        "%G-%V": settings.BACKUP_WEEKS,
        "%Y-%m": settings.BACKUP_MONTHS,
    }
    for period, count in counts.items():
        last = {}
        for moment in newest_first:
            last.setdefault(moment.astimezone(UTC).strftime(period), moment)
        chosen.update(list(last.values())[:count])
    return chosen
