"""Send what is due: one transaction for each message, which holds the lock on its row.

A process that is killed leaves a message unsent or sent and deleted: the lock goes with its
connection. Only between the answer of the mail server and the commit is the outcome unknown. The
message is then sent again, with the same Message-ID, by which mail servers recognise it: a message
too many was chosen over one too few.
"""

from contextlib import suppress
from datetime import timedelta
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from cryptography.fernet import InvalidToken
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from programmes.models import version
from programmes.models.notice import Delivery, Notice
from programmes.models.subscription import Subscription
from programmes.notices.mail import confirmation_rendered, notice_rendered

# Refusals of the same address, each at least a day apart, after which its subscription ends.
MOST_REFUSALS = 3
# Attempts at one message, with a pause that doubles from 10 minutes to a day: almost four days in
# all.
MOST_ATTEMPTS = 11
PAUSE, DAY = timedelta(minutes=5), timedelta(days=1)
# Stands for a code of SMTP: the address cannot be decrypted.
UNREADABLE = 450
# Refusals of this many addresses in a row are about this site, not about the addresses.
IN_A_ROW = 5


class ServerRefusesError(Exception):
    """The mail server is not there, or refuses everything: try again later."""

    def __init__(self, code):
        self.code = code
        super().__init__(code)


class Outbox:
    """Sends the deliveries that are due, each at most once in the life of this object."""

    def __init__(self, site):
        self.site = site
        self.connection = get_connection()
        self.last = 0
        self.refused = []
        self.notice = self.rendered = self.version = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        with suppress(SMTPException, OSError):
            self.connection.close()

    def send_next(self, **chosen):
        """Send the next message; return whether there was one.

        Args:
            chosen: which deliveries, as lookups.

        Raises:
            ServerRefusesError: when it is of no use to go on.
        """
        with transaction.atomic():
            delivery = self.next(**chosen)
            if delivery is None:
                return False
            self.last = delivery.pk
            code = self.send(delivery)
        if code is not None:
            raise ServerRefusesError(code)
        return True

    def next(self, **chosen):
        """Return the next delivery with its row locked, or None; skip those of other processes."""
        due = Delivery.objects.due().filter(pk__gt=self.last, **chosen).order_by("pk")
        found = due.select_for_update(skip_locked=True, of=["self"])
        return found.select_related("subscription__topic", "notice__topic").first()

    def send(self, delivery):
        """Send a message and store the outcome; return the code of a server that refuses all."""
        try:
            rendered = self.render(delivery)
            message = rendered and rendered.to(delivery)
        except InvalidToken:
            # Its key is not in ADDRESS_KEYS any more: others do not wait for it.
            return self.failed(delivery, UNREADABLE, True)
        if message is None:
            delivery.delete()
            return None
        try:
            self.connection.open()
            self.connection.send_messages([message])
        except (SMTPException, OSError) as error:
            self.close()
            return self.failed(delivery, *outcome(error))
        self.refused = []
        Notice.objects.filter(pk=delivery.notice_id).update(sent=F("sent") + 1)
        Subscription.objects.filter(pk=delivery.subscription_id).exclude(refusals=0).update(
            refusals=0
        )
        delivery.delete()
        return None

    def render(self, delivery):
        """Return the message, rendered once for a notice while the register stays the same."""
        if delivery.notice is None:
            return confirmation_rendered(delivery.subscription, self.site)
        current = version.read()[0]
        if (self.notice, self.version) != (delivery.notice_id, current):
            self.notice, self.version = delivery.notice_id, current
            self.rendered = notice_rendered(delivery.notice, self.site)
        return self.rendered

    def failed(self, delivery, code, is_of_address):
        """Store that an attempt failed; return the code when the server refuses all, else None."""
        delivery.code = code
        delivery.attempts += 1
        is_refused = is_of_address and code >= 500
        pause = DAY if is_refused else min(PAUSE * 2**delivery.attempts, DAY)
        delivery.retry_at = Now() + pause
        # The delivery is saved after its subscription, as `subscribing.subscribe` does: in another
        # order the two may wait for each other.
        if is_of_address:
            self.refused.append(delivery.subscription_id if is_refused else None)
            if len(self.refused) < IN_A_ROW:
                self.count(delivery, is_refused)
                return None
            counted = Subscription.objects.filter(pk__in=self.refused, refusals__gt=0)
            counted.update(refusals=F("refusals") - 1)
        delivery.save()
        return code

    def count(self, delivery, is_refused):
        """Count a refusal of an address; end what was refused too often, or keep it for later."""
        subscription = delivery.subscription
        if is_refused:
            subscription.refusals += 1
            subscription.save(update_fields=["refusals"])
        is_ended = subscription.refusals >= MOST_REFUSALS
        if is_ended or delivery.attempts >= MOST_ATTEMPTS:
            Notice.objects.filter(pk=delivery.notice_id).update(refused=F("refused") + 1)
            (subscription if is_ended else delivery).delete()
        else:
            delivery.save()


def outcome(error):
    """Return (code, whether it is about this address and not about the server) of an error."""
    if isinstance(error, SMTPRecipientsRefused):
        code, _text = next(iter(error.recipients.values()))
        return code, code != 421
    if isinstance(error, SMTPDataError):
        return error.smtp_code, error.smtp_code != 421
    if isinstance(error, SMTPResponseException):
        return error.smtp_code, False
    return 0, False
