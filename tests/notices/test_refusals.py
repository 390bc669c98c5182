"""What becomes of messages that the mail server refuses, or that a killed process was sending."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.core.management import CommandError
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from programmes.models import Delivery, Notice, Subscription
from tests.notices.messages import PAGE, SITE, received, report
from tests.notices.servers import Killing, Refusing, running

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def following(overdue, subscribed):
    """Return a function that subscribes a number of addresses; then the report is published."""

    def follow(number):
        for n in range(number):
            subscribed(PAGE, f"{n}@example.nl")
        report(overdue)

    return follow


def again():
    Delivery.objects.update(retry_at=Now())


def states():
    """Return (attempts, code) of each message that has yet to be sent."""
    return [*Delivery.objects.order_by("pk").values_list("attempts", "code")]


def test_one_address_that_is_refused_for_now_is_tried_later(following, send, settings):
    following(3)
    server = Refusing({"1@example.nl": "450 Try later"})
    with running(server) as settings.EMAIL_PORT:
        send()
        assert {message["To"] for message in received(server.messages)} == {
            "0@example.nl",
            "2@example.nl",
        }
        assert states() == [(1, 450)]
        send()
        assert received(server.messages) == []
        server.answers.clear()
        again()
        send()
        assert [message["To"] for message in received(server.messages)] == ["1@example.nl"]


def test_an_address_that_is_refused_for_good_ends_after_three_days(following, send, settings):
    following(2)
    server = Refusing({"1@example.nl": "550 No such user"})
    with running(server) as settings.EMAIL_PORT:
        for _day in range(3):
            again()
            send()
        assert len(received(server.messages)) == 1
    assert Subscription.objects.count() == 1
    assert [*Notice.objects.values_list("sent", "refused")] == [(1, 1)]
    assert states() == []


def test_a_refusal_is_stored_in_the_order_in_which_a_request_to_follow_is(
    following, send, settings
):
    following(1)
    server = Refusing({"0@example.nl": "550 No such user"})
    with running(server) as settings.EMAIL_PORT, CaptureQueriesContext(connection) as queries:
        send()
    written = re.findall(
        r'^UPDATE "programmes_(subscription|delivery)"',
        "\n".join(each["sql"] for each in queries),
        re.MULTILINE,
    )
    assert written == ["subscription", "delivery"]


@pytest.mark.parametrize("answer", ["451 Busy", "550 Blocked"])
def test_a_server_that_refuses_everything_is_left_alone(following, send, settings, answer):
    following(7)
    with (
        running(Refusing({"": answer})) as settings.EMAIL_PORT,
        pytest.raises(CommandError, match=f"De mailserver weigert: code {answer[:3]}"),
    ):
        send()
    assert [attempts for attempts, _code in states()] == [1, 1, 1, 1, 1, 0, 0]
    assert Subscription.objects.exclude(refusals=0).count() == 0


def test_without_a_connection_one_attempt_is_made(following, send, settings):
    following(3)
    settings.EMAIL_PORT = 1
    with pytest.raises(CommandError, match="De mailserver weigert: code 0"):
        send()
    assert states() == [(1, 0), (0, None), (0, None)]


def test_staff_see_what_fails_and_never_an_address(following, send, settings, as_publicist):
    following(3)
    with running(Refusing({"1@example.nl": "450 Try later"})) as settings.EMAIL_PORT:
        send()
    assert "Berichten per e-mail die niet aankomen: 1" in as_publicist.get("/beheer/").text
    page = as_publicist.get("/beheer/programmes/notice/").text
    assert "450: voorlopig geweigerd: 1 bericht" in page
    assert "stand van zaken over tijd, direct: 3 adressen" in page
    assert "example.nl" not in page


def sender(port):
    """Return a process that runs `send_notices` on the database of the test."""
    database = connection.settings_dict
    address = f"postgres://{database['USER']}@/{database['NAME']}?host={database['HOST']}"
    code = (
        "import django; from django.conf import settings; django.setup();"
        f"settings.EMAIL_PORT = {port}; settings.EMAIL_HOST = '127.0.0.1';"
        "settings.EMAIL_BACKEND = 'django.core.mail.backends.smtp.EmailBackend';"
        "from django.core.management import call_command;"
        f"call_command('send_notices', site='{SITE}')"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "inspectie.settings", "DATABASE_URL": address}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | environment,
        cwd=configured.BASE_DIR,
        stdout=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_sender_that_is_killed_loses_nothing(following, send, settings, is_kept):
    following(6)
    server = Killing(at=3, is_kept=is_kept)
    with running(server) as port:
        server.process = sender(port)
        server.process.wait(timeout=60)
        assert server.at == 0
        settings.EMAIL_PORT = port
        server.at = -1
        send()
        messages = received(server.messages)
    receivers = [message["To"] for message in messages]
    # Killed after the server had taken the message: it comes once more, as the same message.
    assert len(receivers) == 6 + is_kept
    assert len({message["Message-ID"] for message in messages}) == 6
    assert set(receivers) == {f"{n}@example.nl" for n in range(6)}
    assert states() == []
