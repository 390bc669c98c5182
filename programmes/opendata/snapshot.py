"""The snapshot of the whole register that is served: which one, of when, and what it holds."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from programmes.models.publication import published_models

CURRENT, FACTS = "current", "snapshot.json"
ZIP, SQLITE = "register.zip", "register.sqlite"
# A day, with an hour for the run itself.
FRESH = timedelta(hours=25)


@dataclass(frozen=True)
class File:
    """A file of a snapshot: where it lies, its size in bytes and its checksum."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True)
class Snapshot:
    """A snapshot.

    Attributes:
        generated_at: the moment of which it tells.
        rows: per path of a noun how many rows it has.
        files: per name of a file its `File`.
    """

    generated_at: datetime
    rows: dict
    files: dict

    @property
    def is_old(self):
        """Return whether it tells of more than a day ago."""
        return timezone.now() - self.generated_at > FRESH

    @property
    def holds_withdrawn(self):
        """Return whether something in it may have been withdrawn since: it is not public then."""
        first, *others = (
            model.objects.order_by()
            .filter(withdrawn_at__gt=self.generated_at, withdrawn_at__lte=timezone.now())
            .values("pk")
            for model in published_models()
        )
        return first.union(*others, all=True).exists()


def current():
    """Return the newest `Snapshot`, or None when none was made."""
    # Resolved once: a newer snapshot may take its place at any moment.
    folder = (settings.SNAPSHOT_ROOT / CURRENT).resolve()
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    files = {name: File(folder / name, **each) for name, each in facts["files"].items()}
    return Snapshot(datetime.fromisoformat(facts["generated_at"]), facts["rows"], files)
