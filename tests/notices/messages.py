"""What is followed in the tests, what happens to it, and what the mail server received."""

import re
from types import SimpleNamespace

import pghistory
from django.utils import timezone

from tests.factories import EventFactory

SITE = "http://testserver"
PAGE = "/verwacht/?gebied=politie&stand=over_tijd"


def report(activity):
    """Publish the report of an activity."""
    with pghistory.context(note="Het rapport is verschenen."):
        return EventFactory(activity=activity, kind="rapport", date=timezone.localdate())


def received(mailbox):
    """Return the messages that the mail server has received, without waiting."""
    return [mailbox.get_nowait() for _each in range(mailbox.qsize())]


def parts(message):
    """Return the text, the HTML and the paths of the links of a message."""
    text = message.get_body(["plain"]).get_content()
    html = message.get_body(["html"]).get_content()
    return SimpleNamespace(text=text, html=html, paths=re.findall(rf"{SITE}(/\S+)", text))
