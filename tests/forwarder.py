"""A TCP port in front of the test database or another server, which can be closed or frozen."""

import selectors
import socket
import threading
from contextlib import contextmanager, suppress

from django.db import connection


class Forwarder:
    """Sends what comes in on a port to a server, and back.

    Args:
        server: its host and port; default: those of the test database.

    Attributes:
        port: on 127.0.0.1; the same after `open` as before `close`.
        moving: an Event; while it is not set, connections stay and nothing comes through.
    """

    def __init__(self, server=None):
        self.port, self.listening, self.pairs = 0, None, []
        self.planned = []
        known = connection.settings_dict
        self.server = server or (known["HOST"], known["PORT"])
        self.moving = threading.Event()
        self.moving.set()
        self.open()

    def open(self):
        self.listening = socket.create_server(("127.0.0.1", self.port), reuse_port=True)
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.accept, args=(self.listening,), daemon=True).start()

    def close(self):
        """Refuse connections, and cut those there are."""
        for each in [self.listening, *self.pairs]:
            # A thread that waits for it continues only after a shutdown.
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self.pairs = []

    def at_connection(self, number, do):
        """Call `do` when so many connections have come in from now on."""
        self.planned = [*[lambda: None] * (number - 1), do]

    def accept(self, listening):
        with suppress(OSError):
            while True:
                client, _address = listening.accept()
                if self.planned:
                    self.planned.pop(0)()
                server = connect(*self.server)
                self.pairs += [client, server]
                forwarding = threading.Thread(
                    target=forward, args=(client, server, self.moving), daemon=True
                )
                forwarding.start()


def connect(host, port):
    """Return a socket to a server."""
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    found = socket.socket(socket.AF_UNIX)
    found.connect(f"{host}/.s.PGSQL.{port}")
    return found


def forward(client, server, moving):
    """Send bytes both ways until one side ends."""
    other = {client: server, server: client}
    with selectors.DefaultSelector() as selector, suppress(OSError, ValueError), client, server:
        for each in other:
            selector.register(each, selectors.EVENT_READ)
        while True:
            for key, _events in selector.select():
                if not (content := key.fileobj.recv(2**16)):
                    return
                moving.wait()
                other[key.fileobj].sendall(content)


@contextmanager
def forwarder(server=None):
    found = Forwarder(server)
    try:
        yield found
    finally:
        found.moving.set()
        found.close()
