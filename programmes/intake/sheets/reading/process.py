"""The process that reads one spreadsheet: from standard input, to a line of JSON for each row."""

import json
import resource
import sys

from programmes.intake.sheets.reading.error import SheetError
from programmes.intake.sheets.reading.formula import Formula
from programmes.intake.sheets.reading.rows import rows_of


def main(seconds, memory):
    """Read standard input; print {"number": …, "cells": …, "formulas": …}, or {"error": …}.

    Args:
        seconds: of processor time that this may take.
        memory: in bytes.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    for answer in answers(sys.stdin.buffer):
        sys.stdout.write(json.dumps(answer) + "\n")


def answers(file):
    """Yield what to say of each row of a file, or at last what is wrong with it."""
    try:
        for number, cells in rows_of(file):
            formulas = [place for place, cell in enumerate(cells) if isinstance(cell, Formula)]
            yield {"number": number, "cells": cells, "formulas": formulas}
    except SheetError as error:
        yield {"error": error.code, "row": error.row}
    except (MemoryError, RecursionError):
        yield {"error": "too_much", "row": None}
    except Exception:  # noqa: BLE001, a damaged file can break a reader in any way
        yield {"error": "corrupt", "row": None}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
