"""The figures about a running site, for the page of administrators, the metrics and `check`."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspectie.backup import remote
from inspectie.backup.folder import backups
from inspectie.replicas import replicas
from programmes.management.commands.send_notices import LAST_RUN
from programmes.models import Delivery, IncomingLetter, SheetImport
from programmes.models.outage import missing_migrations
from programmes.opendata.snapshot import MAX_AGE, current

DAY = 24 * 60 * 60
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Figure:
    """A number about the state of the site.

    Attributes:
        name: as in the metrics, with the unit at its end: `_seconds`, `_bytes`, or a plain number.
        title: in words.
        read: returns the number, or None when there is none, such as the age of a first backup.
        most: the highest number that is fine; None when every number is.
        is_required: whether None is not fine.
        in_database: whether the database is asked.
    """

    name: str
    title: str
    read: Callable[[], float | None]
    most: float | None = None
    is_required: bool = False
    in_database: bool = False

    def is_fine(self, value):
        if value is None:
            return not self.is_required
        return self.most is None or value <= self.most


def age(moment):
    """Return the seconds since a moment, or None without one."""
    return moment and (timezone.now() - moment).total_seconds()


def backup_age():
    return age(next((each.made_at for each in remote.counted(backups())), None))


def snapshot_age():
    snapshot = current()
    return age(snapshot and snapshot.generated_at)


def notices_age():
    return age(cache.get(LAST_RUN)) if settings.SENDS_MAIL else None


def database_bytes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


def replica_lag():
    """Return the seconds that the slowest replica is behind, or None without replicas."""
    return max((each.lag() for each in replicas()), default=None)


def media_disk():
    """Return the fraction of the disk with documents that is used, from 0 to 1."""
    if not Path(settings.MEDIA_ROOT).exists():
        return None
    found = shutil.disk_usage(settings.MEDIA_ROOT)
    return found.used / (found.used + found.free)


def failed_sheets():
    """Return the spreadsheets of which the rows could not be stored or taken back."""
    return SheetImport.objects.exclude(refusal="")


def failed_letters():
    """Return the letters that could not be read."""
    return IncomingLetter.objects.exclude(error="")


def failed_imports():
    """Return the number of uploads of the last day that failed."""
    day = timezone.now() - timedelta(days=1)
    return sum(
        each.filter(received_at__gt=day).count() for each in (failed_sheets(), failed_letters())
    )


BACKUP_AGE = Figure(
    "backup_age_seconds", _("Age of the last backup"), backup_age, most=DAY, is_required=True
)
FIGURES = [
    Figure(
        "migrations_missing",
        _("Migrations that are to be applied"),
        missing_migrations,
        most=0,
        is_required=True,
        in_database=True,
    ),
    BACKUP_AGE,
    Figure(
        "snapshot_age_seconds",
        _("Age of the files with the whole register"),
        snapshot_age,
        most=int(MAX_AGE.total_seconds()),
        is_required=True,
    ),
    Figure("database_bytes", _("Size of the database"), database_bytes, in_database=True),
    Figure(
        "replica_lag_seconds",
        _("Time that the slowest replica is behind"),
        replica_lag,
        most=60,
        in_database=True,
    ),
    Figure("media_disk_ratio", _("Use of the disk with documents"), media_disk, most=0.9),
    Figure(
        "notices_age_seconds",
        _("Time since the last run of send_notices"),
        notices_age,
        most=1800,
        in_database=True,
    ),
    Figure(
        "notices_waiting",
        _("Messages that are to be sent"),
        Delivery.objects.count,
        in_database=True,
    ),
    Figure(
        "notices_failing",
        _("Messages that were refused"),
        Delivery.objects.failing().count,
        most=0,
        in_database=True,
    ),
    Figure(
        "imports_failed",
        _("Imports of the last day that failed"),
        failed_imports,
        most=0,
        in_database=True,
    ),
]


def figures():
    """Yield each figure with its number, or None; a database that is away is asked once."""
    is_away = False
    for figure in FIGURES:
        number = None
        try:
            if not (is_away and figure.in_database):
                number = figure.read()
        except DatabaseError:
            is_away = True
        except Exception:
            # Such as a backup with half a manifest: the other figures are needed then.
            log.exception("The figure %s cannot be read.", figure.name)
        yield figure, number
