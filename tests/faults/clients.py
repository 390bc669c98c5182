"""Clients that are slow or do nothing, beside normal visitors."""

import os
import signal
import socket
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tests.deploying import nginx
from tests.faults.commands import rows
from tests.faults.processes import ANSWERS, BACK, in_words
from tests.faults.site import Visitors, trusting
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
def slow_readers(port, number, path):
    """Ask a large file over TLS, and read a kilobyte a second of it during the `with` block."""
    ended = threading.Event()

    def read(connection):
        with suppress(OSError):
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            while not ended.wait(1):
                connection.recv(1024)

    with ExitStack() as stack:
        for _each in range(number):
            plain = socket.socket()
            # Else the kernel reads on for it.
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            plain.connect(("127.0.0.1", port))
            connection = stack.enter_context(with_tls(plain))
            threading.Thread(target=read, args=[connection], daemon=True).start()
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
    seen = f"{in_words(statuses, slowest)} (elk traag formulier bezet een draad)"
    # The server by itself is only for one machine: it is asked to recover.
    return Outcome(away, visitors.lost(), seen, site.wait() < BACK)


@fault("200 stille en 40 trage bezoekers, achter nginx")
def slow_clients_of_nginx(site):
    return behind_nginx(site, lambda port: slow_bodies(port, 40, with_tls))


@fault("200 stille en 40 lezers van 1 kB per seconde, achter nginx")
def slow_readers_of_nginx(site):
    return behind_nginx(site, lambda port: slow_readers(port, 40, "/activiteiten.json"))


def behind_nginx(site, slow):
    """Let visitors ask nginx, beside 200 idle connections and what `slow` of its port does."""
    with (
        tempfile.TemporaryDirectory() as folder,
        nginx(Path(folder), site.port) as port,
        idle(port, 200),
        slow(port),
        Visitors(site, proxy=port) as visitors,
    ):
        began = time.monotonic()
        time.sleep(5)
        ended = time.monotonic()
    away, statuses, slowest = visitors.seen_after(began, ended)
    seen = in_words(statuses, slowest)
    return Outcome(away, visitors.lost(), seen, set(statuses) == {200} and slowest < ANSWERS)


def with_tls(connection):
    return trusting().wrap_socket(connection, server_hostname="localhost")


@fault("SIGTERM aan de groep met 20 trage formulieren open, en nog eens")
def terminate(site):
    before = rows(site)
    with slow_bodies(site.port, 20):
        began = time.monotonic()
        for _again in range(2):
            os.killpg(site.process.pid, signal.SIGTERM)
            time.sleep(0.5)
        site.process.wait(timeout=60)
    seconds = time.monotonic() - began
    left = [each for each in site.everything() if each.status() != "zombie"]
    seen = f"gestopt na {seconds:.1f} s, {len(left)} processen over"
    site.cut_power()
    site.start()
    return Outcome(None, before - rows(site), seen, seconds < BACK + 5 and not left)
