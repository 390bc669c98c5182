"""The documents as a folder, also when they are in a bucket."""

import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils._os import safe_join

from inspectie.backup.folder import UNFINISHED
from inspectie.stores import BUCKET


@contextmanager
def as_folder():
    """Yield a folder with the documents: of a bucket, a copy that is deleted after the block."""
    if not is_in_bucket():
        yield of_settings()
        return
    with passing_folder() as folder:
        for name in default_storage.names():
            # Deleted since it was listed.
            with suppress(FileNotFoundError):
                default_storage.download(name, Path(safe_join(folder, name)))
        yield folder


@contextmanager
def to_fill():
    """Yield a folder; what is in it when the block ends is added to the stored documents."""
    if not is_in_bucket():
        yield of_settings()
        return
    with passing_folder() as folder:
        yield folder
        for path in folder.rglob("*"):
            if path.is_file():
                default_storage.upload(path, path.relative_to(folder).as_posix())


def is_in_bucket():
    return settings.STORAGES["default"]["BACKEND"] == BUCKET


def of_settings():
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def passing_folder():
    root = Path(settings.BACKUP_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    # With this ending the next backup deletes it, should this process be killed.
    with tempfile.TemporaryDirectory(dir=root, suffix=UNFINISHED) as folder:
        yield Path(folder)
