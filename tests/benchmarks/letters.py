"""CPU time of reading a letter of two pages, in a process of its own.

Run by `make bench`, or on its own with `python -m tests.benchmarks.letters`.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pdfplumber

from programmes.intake.letters.parsing import parse
from programmes.intake.letters.reading.pages import answer
from tests.letters.paper import pdf_ministry, register_fonts
from tests.letters.source import letters

LIMIT = 0.5
# Maximum repetitions of the body of a letter to fill two pages.
MAX_REPEATS = 20


def measure():
    """Return rows of (what, seconds, unit, limit): the median, without the process's start."""
    register_fonts()
    with tempfile.TemporaryDirectory() as folder:
        paths = [path for letter in letters() if (path := two_pages(letter, Path(folder)))]
        done = subprocess.run(  # noqa: S603, our own module
            [sys.executable, "-m", "tests.benchmarks.letters", *map(str, paths)],
            capture_output=True,
            text=True,
            check=True,
        )
    seconds = json.loads(done.stdout)
    print(f"brieven: {len(seconds)} van twee bladzijden, hoogstens {max(seconds):.2f} s")
    return [("brief van twee bladzijden, processortijd", statistics.median(seconds), "s", LIMIT)]


def two_pages(letter, folder):
    """Write a letter with its body repeated to fill two pages; return the path, or None."""
    if letter["form"] != "ministry":
        return None
    path = folder / letter["file"]
    for times in range(1, MAX_REPEATS):
        pdf_ministry(letter | {"body": "\n\n".join([letter["body"].strip()] * times)}, path)
        with pdfplumber.open(path) as pdf:
            if len(pdf.pages) == 2:
                return path
    return None


def processor_seconds(data):
    """Return the CPU seconds that reading and parsing a file (bytes) takes in this process."""
    before = used()
    parse(answer(data)["pages"])
    return used() - before


def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    if paths := sys.argv[1:]:
        print(json.dumps([processor_seconds(Path(path).read_bytes()) for path in paths]))
    else:
        print(*measure()[0])
