"""A letter as a file to text with its layout, in a process that can do no harm."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from programmes.limits import LARGEST_FILE

SECONDS = 20
BASE_DIR = Path(__file__).resolve().parents[4]


@dataclass(frozen=True)
class Reading:
    """What was read from a file.

    Attributes:
        pages: the text of each page, lines apart by newlines, columns by three spaces or more.
        sort: "pdf", "word", "text", or "" when it is none of these.
        error: "" or why it cannot be read: "no_text", "encrypted", "corrupt", "too_large",
            "unsupported".
    """

    pages: tuple = ()
    sort: str = ""
    error: str = ""


def read(file):
    """Return the `Reading` of a file; what is wrong with the file is an answer, no exception.

    A process of its own reads it, with limits on time, memory and files, and without network.

    Args:
        file: a binary file with a descriptor, open for reading.
    """
    if os.fstat(file.fileno()).st_size > LARGEST_FILE:
        return Reading(error="too_large")
    try:
        done = subprocess.run(  # noqa: S603, our own module
            [sys.executable, "-m", "programmes.intake.letters.reading.process"],
            stdin=file,
            capture_output=True,
            timeout=SECONDS,
            cwd=BASE_DIR,
            env={"PYTHONPATH": str(BASE_DIR), "PYTHONUTF8": "1"},
            check=True,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return Reading(error="too_large")
    except subprocess.CalledProcessError as error:
        # A signal ended it: it took more time or memory than it may.
        return Reading(error="too_large" if error.returncode < 0 else "corrupt")
    except ValueError:
        return Reading(error="corrupt")
    return Reading(tuple(answer["pages"]), answer["sort"], answer["error"])
