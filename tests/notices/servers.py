"""Mail servers that refuse, or kill who sends to them."""

import os
import signal
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from tests.mail import Keeper, free_port


class Refusing(Keeper):
    """Answer some receivers with a refusal.

    Args:
        answers: {address: the answer to RCPT}; "" for every other address.
    """

    def __init__(self, answers):
        super().__init__()
        self.answers = answers

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if refusal := self.answers.get(address, self.answers.get("")):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"


class Killing(Keeper):
    """Kill the sending process at some message, before or after keeping it.

    Attributes:
        process: the `Popen` of the sender.
    """

    def __init__(self, at, is_kept):
        super().__init__()
        self.at, self.is_kept = at, is_kept
        self.process = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.at -= 1
        if self.at == 0:
            if self.is_kept:
                await super().handle_DATA(server, session, envelope)
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
            return "250 OK"
        return await super().handle_DATA(server, session, envelope)


@contextmanager
def running(handler):
    """Run a mail server with a handler; yield its port."""
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
