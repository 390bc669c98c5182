"""The list of faults, and the table of what came of each."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong.

    Attributes:
        cause: a function of a running `Site` that causes it, and returns an `Outcome`.
    """

    name: str
    cause: Callable


@dataclass(frozen=True)
class Outcome:
    """What came of a fault.

    Attributes:
        away: the seconds until every answer had status 200 again; None when that is not asked.
        lost: the number of committed rows that are gone, or of files that are broken.
        seen: what visitors saw, in words.
        is_right: whether it is as asked.
    """

    away: float | None
    lost: int
    seen: str
    is_right: bool = True


FAULTS = []


def fault(name):
    """Decorate a function that causes a fault."""

    def added(cause):
        FAULTS.append(Fault(name, cause))
        return cause

    return added


def line(name, outcome):
    away = "-" if outcome.away is None else f"{outcome.away:.1f}"
    verdict = "ja" if outcome.is_right else "NEE"
    return f"| {name} | {away} | {outcome.lost} | {outcome.seen} | {verdict} |"


HEADER = "| Storing | Seconden weg | Verloren | Gezien | Zoals gevraagd |\n|---|---|---|---|---|"
