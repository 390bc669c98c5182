"""What the mail server of the tests received."""

import re
from types import SimpleNamespace

SITE = "http://testserver"


def received(mailbox):
    """Return the messages that the mail server has received, without waiting."""
    return [mailbox.get_nowait() for _each in range(mailbox.qsize())]


def parts(message):
    """Return the text, the HTML and the paths of the links of a message."""
    text = message.get_body(["plain"]).get_content()
    html = message.get_body(["html"]).get_content()
    return SimpleNamespace(text=text, html=html, paths=re.findall(rf"{SITE}(/\S+)", text))
