"""Whether the mail server answers."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection

SECONDS = 2


def mail_answers():
    """Return whether the mail server answers to NOOP within `SECONDS`; None without one."""
    if not settings.EMAIL_URL:
        return None
    try:
        with get_connection(timeout=SECONDS) as sending:
            return sending.connection.noop()[0] == 250
    except (OSError, SMTPException):
        return False
