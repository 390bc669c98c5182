"""The current snapshot: the full exports that `make_snapshot` made last."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils import timezone
from whitenoise.responders import SlicedFile

from programmes.models.publication import published_models
from programmes.opendata import shared

CURRENT, FACTS = "current", "snapshot.json"
ZIP, SQLITE = "register.zip", "register.sqlite"
# A day, and an hour for the run itself.
MAX_AGE = timedelta(hours=25)
# Renewed before readers are warned of its age.
RENEWED_AFTER = timedelta(hours=23)


@dataclass(frozen=True)
class File:
    """A file of a snapshot, with its size in bytes and its checksum in hexadecimal."""

    path: Path
    size: int
    sha256: str

    def part(self, first, last):
        """Return the bytes `first` to `last`, as a file to read."""
        return SlicedFile(self.path.open("rb"), first, last)


@dataclass(frozen=True)
class Snapshot:
    """The full exports of one moment.

    Attributes:
        generated_at: the datetime of the transaction that the rows were read in.
        rows: a dict from the path of each noun to its number of rows.
        files: a dict from the name of each file to its `File`.
        withdrawn: a dict from the name of each model to the keys that were withdrawn then.
    """

    generated_at: datetime
    rows: dict
    files: dict
    withdrawn: dict

    @property
    def is_old(self):
        return timezone.now() - self.generated_at > MAX_AGE

    @property
    def is_due(self):
        """Return whether a new one has to be made: it is a day old, or may not be served."""
        return timezone.now() - self.generated_at > RENEWED_AFTER or self.holds_withdrawn

    @property
    def holds_withdrawn(self):
        """Return whether the files may contain a record that is withdrawn now.

        It compares keys, not moments: a withdrawal that was committed while the snapshot was made
        has an earlier moment than the snapshot.
        """
        first, *others = (
            model.objects.withdrawn()
            .exclude(pk__in=self.withdrawn.get(model._meta.model_name, []))
            .order_by()
            .values("pk")
            for model in published_models()
        )
        return first.union(*others, all=True).exists()


def current():
    """Return the current `Snapshot`, or None when there is none."""
    return shared.kept(found) if shared.bucket() else found()


def found():
    """Read the current `Snapshot`."""
    try:
        if shared.bucket():
            folder, kind = PurePosixPath(shared.current_folder() or CURRENT), shared.File
            facts = json.loads(shared.read(f"{folder}/{FACTS}"))
        else:
            # Resolve the symbolic link once: another process may replace it at any moment.
            folder, kind = (settings.SNAPSHOT_ROOT / CURRENT).resolve(), File
            facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    files = {name: kind(folder / name, **each) for name, each in facts["files"].items()}
    moment = datetime.fromisoformat(facts["generated_at"])
    return Snapshot(moment, facts["rows"], files, facts.get("withdrawn", {}))
