"""The site as `make run` serves it, with its memory watched."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import threading
import time

import psutil


@contextlib.contextmanager
def running(database_url):
    """Serve the site on a free port for as long as the block runs; yield a `Server`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        env=os.environ | {"DATABASE_URL": database_url},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait()


class Server:
    def __init__(self, port, process):
        self.port, self.process = port, process
        while not self.answers():
            time.sleep(0.2)

    def answers(self):
        try:
            return bool(self.get("/livez"))
        except OSError:
            return False

    def get(self, path):
        """Return (seconds to the first byte, seconds to the last, bytes) of a request.

        Raises:
            RuntimeError: when the answer is not the page: that would be fast too.
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

    def memory(self):
        """Return the resident memory of the server's processes together, in bytes."""
        total = 0
        for process in [self.process, *self.process.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total

    @contextlib.contextmanager
    def watched(self):
        """Yield a list that gets the peak growth of the memory in the block, in bytes."""
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
