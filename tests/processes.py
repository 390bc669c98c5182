"""Server processes on the test database."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import quote

from django.db import connection

from inspectie.server import answers


@contextmanager
def process(**environment):
    """Run Granian on the test database during the `with` block; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
         "--log-level", "error", "inspectie.wsgi:application"],
        env=os.environ | {"DATABASE_URL": database_url()} | environment,
    )  # fmt: skip
    try:
        late = time.monotonic() + 60
        while not answers(port):
            assert serving.poll() is None
            assert time.monotonic() < late
            time.sleep(0.1)
        yield port
    finally:
        serving.terminate()
        serving.wait(timeout=60)


def database_url():
    """Return the DATABASE_URL of the test database."""
    known = connection.settings_dict
    user = ":".join(quote(known[key], safe="") for key in ("USER", "PASSWORD") if known[key])
    # The folder of a UNIX socket is the host, URL-encoded, without a port.
    is_socket = known["HOST"].startswith("/")
    host = f"/{known['HOST']}" if is_socket else f"{known['HOST']}:{known['PORT']}"
    return f"postgres://{user}@{host}/{known['NAME']}"


def status(port, path):
    """Return the status code of a request to the process on a port."""
    asking = HTTPConnection("127.0.0.1", port, timeout=30)
    asking.request("GET", path)
    code = asking.getresponse().status
    asking.close()
    return code
