"""A mail server on this machine, which keeps what it receives."""

import socket
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from queue import Queue

from aiosmtpd.controller import Controller


class Keeper:
    """Keep each message in a queue."""

    def __init__(self):
        self.messages = Queue()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, named by aiosmtpd
        self.messages.put(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@contextmanager
def running():
    """Run a mail server; yield its port and a queue of the `EmailMessage`s that it receives."""
    keeper = Keeper()
    controller = Controller(keeper, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port, keeper.messages
    finally:
        controller.stop()


def wait_for_timers():
    """Return when what the site sends a moment later, from a thread, has been sent."""
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
