import signal
from contextlib import contextmanager
from threading import Event

from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from programmes.models.notice import Delivery
from programmes.notices import looking
from programmes.notices.sending import Outbox, ServerRefusesError
from programmes.notices.subscribing import tidy
from programmes.opendata.making import own_site

# The longest pause, in seconds, after a server that refuses.
LONGEST_PAUSE = 900
# The key in the cache of the moment at which the last run ended.
LAST_RUN = "send_notices"


class Command(BaseCommand):
    help = (
        "Send what changed to those who follow it by e-mail. For a timer, every few minutes; "
        "several at once do no harm."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--site",
            help="The address of the site, as in https://example.nl; it stands in the messages. "
            "Default: the first of ALLOWED_HOSTS.",
        )
        parser.add_argument(
            "--every", type=float, help="Go on, and look again after this number of seconds."
        )

    def handle(self, *, site, every, **options):
        try:
            site = (site or own_site()).rstrip("/")
        except ImproperlyConfigured as error:
            raise CommandError(error) from None
        with until_stopped() as stopped:
            if not every:
                self.stdout.write(
                    _("Messages sent: %(number)s.") % {"number": self.send(site, stopped)}
                )
                return
            pause = every
            while not stopped.is_set():
                pause = self.send_once(site, stopped, every, pause)
                stopped.wait(pause)

    def send_once(self, site, stopped, every, pause):
        """Run, and return the seconds to wait: twice as long after each refusal.

        A database or mail server that is away comes back.
        """
        try:
            self.send(site, stopped)
        except (CommandError, OperationalError) as error:
            self.stderr.write(str(error))
            connection.close()
            return min(2 * pause, LONGEST_PAUSE)
        return every

    def send(self, site, stopped):
        """Look at what is followed and send; return how many messages were sent.

        Raises:
            CommandError: when the mail server refuses.
        """
        tidy()
        with tqdm(delay=2, disable=None, unit="", leave=False) as bar:
            looking.look_at_all(bar, stopped)
        total, sent = Delivery.objects.due().count(), 0
        with (
            tqdm(total=total, delay=2, disable=None, unit="", leave=False) as bar,
            Outbox(site) as outbox,
        ):
            try:
                while not stopped.is_set() and outbox.send_next():
                    sent += 1
                    bar.update(1)
            except ServerRefusesError as error:
                message = _("The mail server refuses: code %(code)s. Sent before: %(sent)s.")
                raise CommandError(message % {"code": error.code, "sent": sent}) from None
        cache.set(LAST_RUN, timezone.now(), timeout=None)
        return sent


@contextmanager
def until_stopped():
    """Yield an Event that SIGTERM sets, so that the message in hand is finished first."""
    stopped = Event()
    before = signal.signal(signal.SIGTERM, lambda *_signal: stopped.set())
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGTERM, before)
