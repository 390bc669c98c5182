"""Connections that end when the server no longer answers, such as one that is frozen.

A frozen server keeps its sockets open, and the kernel acknowledges what it is sent: neither
`statement_timeout` nor `tcp_user_timeout` ends the wait. So after `PATIENCE` seconds without an
answer the server is checked with an SSLRequest on a second socket, and once more on a third, as a
busy server may miss one; a slow query goes on while one is answered.
"""

import socket
import struct
from threading import Lock
from time import monotonic

import psycopg

# In seconds.
PATIENCE, PINGS, CHECKED_FOR = 0.4, (0.4, 0.4), 0.5
# The message SSLRequest: its length, and its code. A server answers with one byte, before it asks
# who connects.
SSL_REQUEST = struct.pack("!ii", 8, 80877103)


class Ping:
    """Whether the server at an address answers; threads share the last outcome for a moment."""

    def __init__(self):
        self.lock = Lock()
        self.known = {}

    def answers(self, host, port):
        """Return whether the server answers.

        Args:
            host: a name or address, or the folder of a Unix socket.
        """
        with self.lock:
            outcome, until = self.known.get((host, port), (None, 0))
            if monotonic() >= until:
                outcome = any(ping(host, port, seconds) for seconds in PINGS)
                self.known[host, port] = outcome, monotonic() + CHECKED_FOR
            return outcome


def ping(host, port, seconds):
    """Return whether the server answers an SSLRequest within some seconds."""
    try:
        with connect(host, port, seconds) as server:
            server.sendall(SSL_REQUEST)
            return bool(server.recv(1))
    except OSError:
        return False


def connect(host, port, seconds):
    """Return a socket to the server, of which each step takes some seconds at most."""
    if not host.startswith("/"):
        return socket.create_connection((host, port), seconds)
    found = socket.socket(socket.AF_UNIX)
    found.settimeout(seconds)
    found.connect(f"{host}/.s.PGSQL.{port}")
    return found


server = Ping()


class WatchedConnection(psycopg.Connection):
    """A connection of psycopg that raises OperationalError when the server no longer answers."""

    def wait(self, gen, *args, **kwargs):
        try:
            return super().wait(self.watched(gen), *args, **kwargs)
        except NoAnswerError:
            self.close()
            raise

    def watched(self, generator):
        """Run a generator of psycopg, which is resumed ten times a second while nothing comes in.

        Raises:
            NoAnswerError: when the server does not answer.
        """
        late = monotonic() + PATIENCE
        try:
            state = next(generator)
            while True:
                ready = yield state
                if not ready and monotonic() > late:
                    if not server.answers(self.info.host, self.info.port):
                        raise NoAnswerError("the server does not answer")
                    late = monotonic() + PATIENCE
                state = generator.send(ready)
        except StopIteration as end:
            return end.value


class NoAnswerError(psycopg.OperationalError):
    """The server does not answer."""
