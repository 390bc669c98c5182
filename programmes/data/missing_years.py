"""The years of which a work programme was looked for and not found."""

import tomllib
from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True)
class MissingYear:
    """What was looked at for a year: a note, and the addresses of pages that were read."""

    year: int
    sources: tuple
    note: str = ""


@cache
def missing_years():
    """Return {year: its `MissingYear`}; none of an organisation without files of its history."""
    folder = settings.ORGANISATION.history
    if folder is None:
        return {}
    content = tomllib.loads((folder / "missing_years.toml").read_text(encoding="utf-8"))
    rows = [MissingYear(**row | {"sources": tuple(row["sources"])}) for row in content["year"]]
    return {row.year: row for row in rows}
