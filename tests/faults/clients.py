"""Clients that are slow or do nothing, beside normal visitors."""

import signal
import socket
import ssl
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil

from tests.deploying import nginx
from tests.faults.processes import BACK, in_words
from tests.faults.site import Visitors
from tests.faults.table import Outcome, fault

HEAD = "POST /beheer/inloggen/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"


@contextmanager
def slow_bodies(port, number, wrapped=lambda connection: connection):
    """Send bodies at a byte a second during the `with` block.

    Args:
        wrapped: returns a connection with TLS, if it has to have it.
    """
    ended = threading.Event()

    def send(connection):
        with suppress(OSError):
            connection.sendall(HEAD.encode())
            while not ended.wait(1):
                connection.sendall(b"a")

    with ExitStack() as stack:
        for _each in range(number):
            plain = socket.create_connection(("127.0.0.1", port))
            connection = stack.enter_context(wrapped(plain))
            threading.Thread(target=send, args=[connection], daemon=True).start()
        time.sleep(1)
        yield
        ended.set()


@contextmanager
def idle(port, number):
    """Keep connections open that ask nothing."""
    with ExitStack() as stack:
        for _each in range(number):
            stack.enter_context(socket.create_connection(("127.0.0.1", port)))
        yield


@fault("200 stille en 40 trage bezoekers, zonder proxy")
def slow_clients(site):
    with idle(site.port, 200), slow_bodies(site.port, 40), Visitors(site) as visitors:
        began = time.monotonic()
        time.sleep(5)
    away, statuses, slowest = visitors.seen_after(began)
    seen = f"{in_words(statuses)}; traagste {slowest:.1f} s (elk traag formulier bezet een draad)"
    # The server by itself is only for one machine: it is asked to recover.
    return Outcome(away, 0, seen, site.wait() < BACK)


@fault("200 stille en 40 trage bezoekers, achter nginx")
def slow_clients_of_nginx(site):
    with (
        tempfile.TemporaryDirectory() as folder,
        nginx(Path(folder), site.port) as port,
        idle(port, 200),
        slow_bodies(port, 40, with_tls),
        Visitors(site) as visitors,
    ):
        began = time.monotonic()
        time.sleep(5)
    away, statuses, slowest = visitors.seen_after(began)
    return Outcome(
        away, 0, f"{in_words(statuses)}; traagste {slowest:.1f} s", set(statuses) == {200}
    )


def with_tls(connection):
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    return trusting.wrap_socket(connection, server_hostname="localhost")


@fault("SIGTERM aan de groep met 20 trage formulieren open, en nog eens")
def terminate(site):
    with slow_bodies(site.port, 20):
        began = time.monotonic()
        for _again in range(2):
            psutil.Process(site.process.pid).send_signal(signal.SIGTERM)
            time.sleep(0.5)
        site.process.wait(timeout=60)
    seconds = time.monotonic() - began
    left = [each for each in site.everything() if each.status() != "zombie"]
    seen = f"gestopt na {seconds:.1f} s, {len(left)} processen over"
    return Outcome(None, 0, seen, seconds < BACK + 5 and not left)
