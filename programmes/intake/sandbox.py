"""Reads an uploaded file in a process of its own that can do little else.

The process imports the reader, limits itself and only then looks at the file. From there on:

- it uses at most `SECONDS` of processor time and, on Linux, `MEMORY` bytes of address space;
- the kernel gives it no new descriptor (RLIMIT_NOFILE), so no file, pipe or socket;
- the kernel lets it write to no file (RLIMIT_FSIZE); its output is a pipe;
- it starts no process: the kernel refuses one (RLIMIT_NPROC) unless the server runs as root, and
  an audit hook refuses it to all Python code, as it does sockets and changes of these limits.

The parent ends it when waiting for its output took `WAIT` seconds, or when nobody reads on.
"""

import encodings
import importlib
import json
import logging
import pkgutil
import resource
import select
import subprocess
import sys
import time
import warnings
from pathlib import Path

# The longest spreadsheets, of 50,000 rows, take 5 to 15 seconds of processor time and 400 MB. Where
# others want the processor too, that takes longer by the clock.
SECONDS, WAIT, MEMORY = 20, 60, 1024**3
BASE_DIR = Path(__file__).resolve().parents[2]
# Names, or beginnings of them, from the table of audit events in the Python documentation.
REFUSED = (
    "ctypes.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "pty.spawn",
    "resource.",
    "socket.",
    "subprocess.Popen",
)


class StoppedError(Exception):
    """The process needed more than its limits, or ended before it was done."""


def answers(reader, file, times=1):
    """Yield what a reader says of a file, as it comes.

    Args:
        reader: the name of a module with a generator function `answers(file)`, of which each
            answer can be written as JSON.
        file: a binary file with a descriptor, at its beginning.
        times: how many times `SECONDS` and `WAIT` it may take.

    Raises:
        StoppedError: when the process went over a limit.
    """
    with subprocess.Popen(  # noqa: S603, our own module
        [sys.executable, "-m", __name__, reader, str(times * SECONDS), str(MEMORY)],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=BASE_DIR,
        env={"PYTHONPATH": str(BASE_DIR), "PYTHONUTF8": "1"},
    ) as process:
        try:
            yield from map(json.loads, lines(process.stdout, times * WAIT))
        finally:
            process.kill()
    if process.returncode:
        raise StoppedError


def lines(pipe, wait):
    """Yield the whole lines that come out of a pipe.

    Raises:
        StoppedError: when waiting took `wait` seconds. What the caller does between two lines
            does not count, so that a slow database does not stop the reader of a long file.
    """
    kept, left, poll = bytearray(), wait, select.poll()
    poll.register(pipe, select.POLLIN)
    while True:
        begin = time.monotonic()
        if not poll.poll(max(left, 0) * 1000):
            raise StoppedError
        left -= time.monotonic() - begin
        if not (chunk := pipe.read(2**16)):
            return
        kept += chunk
        if b"\n" in chunk:
            *whole, kept = kept.split(b"\n")
            yield from whole


def main(reader, seconds, memory):
    """Write each answer of a reader about standard input as a line of JSON to standard output."""
    logging.disable()
    warnings.simplefilter("ignore")
    read = importlib.import_module(reader).answers
    limit(int(seconds), int(memory))
    for answer in read(sys.stdin.buffer):
        sys.stdout.write(json.dumps(answer) + "\n")


def limit(seconds, memory):
    """Take from this process all that reading a file does not need.

    Args:
        seconds: of processor time.
        memory: bytes of address space.
    """
    # Python opens the file of an encoding at its first use.
    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name not in ("mbcs", "oem"):
            importlib.import_module(f"encodings.{module.name}")
    most = {"CPU": seconds, "FSIZE": 0, "NPROC": 0, "NOFILE": 3}
    if sys.platform == "linux":
        most["AS"] = memory
    for name, value in most.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
    sys.addaudithook(refuse)


def refuse(event, _arguments):
    if event.startswith(REFUSED):
        raise PermissionError(event)


if __name__ == "__main__":
    main(*sys.argv[1:])
