"""Where no mail server is set: write messages to files, which mail programs open."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Write each message to <Message-ID>.eml in `settings.MAIL_FOLDER`."""

    def send_messages(self, messages):
        settings.MAIL_FOLDER.mkdir(parents=True, exist_ok=True)
        for message in messages:
            document = message.message()
            name = parseaddr(document["Message-ID"])[1].replace("/", "-")
            (settings.MAIL_FOLDER / f"{name}.eml").write_bytes(document.as_bytes())
        return len(messages)
