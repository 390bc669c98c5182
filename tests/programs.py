"""Programs of Debian that tests run, such as PgBouncer, each with files of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspectie import embedded


def needed(name, package):
    """Return the path of a program."""
    if found := shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin"):
        return found
    pytest.fail(f"{name} ontbreekt. Installeer het met: apt-get install {package}")


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def as_owner():
    """Return the options of Popen to run a program as the user of the embedded PostgreSQL."""
    if os.geteuid():
        return {}
    user, group = embedded.owner()
    return {"user": user, "group": group, "extra_groups": []}


@contextmanager
def folder():
    """Yield a folder that the user of the embedded PostgreSQL can use; some refuse to be root."""
    with tempfile.TemporaryDirectory() as made:
        os.chown(made, *embedded.owner())
        yield Path(made)


@contextmanager
def running(*command, port, **options):
    """Run a program during the `with` block, which starts once the program listens on `port`."""
    started = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options
    )
    try:
        wait_for(port, started)
        yield started
    finally:
        started.terminate()
        started.communicate(timeout=30)


def wait_for(port, started):
    late = time.monotonic() + 30
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert started.poll() is None, started.communicate()
            assert time.monotonic() < late
            time.sleep(0.05)
