"""A spreadsheet to rows of text, in a process that can do no harm: CSV, Excel and ODS.

Nothing in a file is run, and no row is skipped. A formula is never worked out: its cell is a
`Formula`, which the check refuses.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.intake.sheets.reading.formula import Formula
from programmes.limits import LARGEST_FILE

# Of the process: the largest files that people make take some seconds and 200 MB.
SECONDS, MEMORY = 120, 1024**3
BASE_DIR = Path(__file__).resolve().parents[4]
REASONS = {
    "too_large": _("The file is larger than 20 MB."),
    "too_much": _("This file unpacks to more than is reasonable."),
    "too_many_rows": _("The file has more than 50,000 rows. Split it."),
    "too_many_columns": _("The file has more than 60 columns."),
    "long_cell": _("Row %(row)s has a cell that is too long."),
    "empty": _("The file is empty."),
    "not_utf8": _("The text is not in UTF-8. Save the file as “CSV UTF-8”."),
    "unsupported": _("Choose a CSV, Excel (xlsx) or ODS file."),
    "corrupt": _("This file is damaged, or no spreadsheet."),
}


def rows_of(file):
    """Yield (row number as a spreadsheet counts, list of cells) of the first sheet of a file.

    A process of its own reads it, with limits on time and memory, a row at a time.

    Args:
        file: an uploaded file.

    Raises:
        ValidationError: when it is no spreadsheet, or too large, with the reason in Dutch.
    """
    if file.size > LARGEST_FILE:
        raise refusal("too_large")
    with tempfile.TemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.seek(0)
        yield from answers(copy)


def answers(file):
    process = subprocess.Popen(  # noqa: S603, our own module
        [
            sys.executable,
            "-m",
            "programmes.intake.sheets.reading.process",
            str(SECONDS),
            str(MEMORY),
        ],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=BASE_DIR,
        env={"PYTHONPATH": str(BASE_DIR), "PYTHONUTF8": "1"},
    )
    with process:
        try:
            for line in process.stdout:
                yield row(json.loads(line))
        except ValueError as error:
            # Its last words were cut off.
            raise refusal("too_much") from error
        finally:
            process.kill()
    if process.returncode:
        # A signal ended it: it took more time or memory than it may.
        raise refusal("too_much")


def row(answer):
    """Return (number, cells) of what the process said of a row.

    Raises:
        ValidationError: when it said that something is wrong.
    """
    if "error" in answer:
        raise refusal(answer["error"], answer["row"])
    cells = answer["cells"]
    for place in answer["formulas"]:
        cells[place] = Formula(cells[place])
    return answer["number"], cells


def refusal(code, number=None):
    return ValidationError(REASONS[code] % {"row": number})
