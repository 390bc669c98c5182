"""Cause each fault, and print a table: `python -m tests.faults [PART OF A NAME]`."""

import sys

from tests.faults import clients, commands, disks, processes  # noqa: F401, add their faults
from tests.faults.site import running_site
from tests.faults.table import FAULTS, HEADER, Outcome, line


def main(words):
    print(HEADER, flush=True)
    outcomes = []
    with running_site() as site:
        for fault in FAULTS:
            if all(word in fault.name for word in words):
                outcomes.append(outcome_of(fault, site))
                print(line(fault.name, outcomes[-1]), flush=True)
    return 0 if all(each.is_right for each in outcomes) else 1


def outcome_of(fault, site):
    """Return the outcome of a fault; the site is served again afterwards."""
    try:
        outcome = fault.cause(site)
    except Exception as error:  # noqa: BLE001, the next faults are still to be caused
        outcome = Outcome(None, 0, f"{type(error).__name__}: {error}", is_right=False)
    if site.process.poll() is not None or site.ask("/readyz", 5)[0] != 200:
        site.cut_power()
        site.start()
    return outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
