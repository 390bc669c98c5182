"""Runs the site as `make run` does, and measures its responses and memory."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import threading
import time

import psutil

from inspectie.server import FIRST_PAGE, THREADS


@contextlib.contextmanager
def running(database_url, **settings):
    """Serve the site on a free port during the `with` block; yield a `Server`.

    What runs beside it (notices, texts of documents, the snapshot) is stopped: it is not measured.

    Args:
        settings: environment variables of the site.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        env=os.environ | {"DATABASE_URL": database_url} | settings,
        stdout=subprocess.DEVNULL,
    )
    try:
        site = Server(port, psutil.Process(process.pid))
        site.stop_beside()
        yield site
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def running_empty():
    """Serve the empty view as the site is served, during the `with` block; yield a `Server`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"interface": "wsgi", "workers": 2, "blocking-threads": THREADS, "port": port}
    given = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    process = subprocess.Popen(  # noqa: S603, our own module
        [sys.executable, "-m", "granian", *given, "tests.benchmarks.empty:application"],
        stdout=subprocess.DEVNULL,
    )
    try:
        yield Server(port, psutil.Process(process.pid), path="/")
    finally:
        process.terminate()
        process.wait()


def output(command):
    """Return what a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


class Server:
    def __init__(self, port, process, path="/livez"):
        self.port, self.process, self.path = port, process, path
        while not self.answers():
            time.sleep(0.2)

    def answers(self):
        try:
            return bool(self.get(self.path))
        except OSError:
            return False

    def get(self, path):
        """Return (seconds to first byte, seconds to last byte, bytes) of a request.

        Raises:
            RuntimeError: when the status is not 200.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        begin = time.perf_counter()
        connection.request("GET", path)
        response = connection.getresponse()
        size = len(response.read(1))
        first = time.perf_counter() - begin
        buffer = bytearray(1 << 20)
        while count := response.readinto(buffer):
            size += count
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return first, time.perf_counter() - begin, size

    def read(self, path):
        """Return the headers and the body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path)
        response = connection.getresponse()
        with contextlib.closing(connection):
            return response.headers, response.read()

    @contextlib.contextmanager
    def opened(self, path):
        """Yield an answer, to be read as a file."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path)
        with contextlib.closing(connection):
            yield connection.getresponse()

    def stop_beside(self):
        """End the management commands beside the server, once the last, the snapshot, has begun."""
        end, beside = time.perf_counter() + FIRST_PAGE + 3, []
        while time.perf_counter() < end and not any("make_snapshot" in each for _, each in beside):
            time.sleep(0.1)
            beside = [(child, child.cmdline()) for child in self.process.children()]
        for process, command in beside:
            # The forked workers have the command of the server itself.
            if command != self.process.cmdline() and any(
                part.endswith("manage.py") for part in command
            ):
                # Without waiting: its parent collects it at the end of the server.
                process.terminate()

    def memory(self):
        """Return the total resident memory of the server's processes, in bytes."""
        total = 0
        for process in [self.process, *self.process.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total

    @contextlib.contextmanager
    def watched(self):
        """Yield a list; after the `with` block it holds the peak growth of memory, in bytes."""
        before, peak, done, growth = self.memory(), 0, threading.Event(), []

        def watch():
            nonlocal peak
            while not done.wait(0.05):
                peak = max(peak, self.memory())

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            yield growth
        finally:
            done.set()
            watcher.join()
            growth.append(max(0, peak - before))
