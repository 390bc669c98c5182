"""Subscribe by e-mail, confirm, change and stop."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes.models import Delivery, Subscription, Topic
from programmes.notices import addresses, subscribing
from programmes.notices.topics import topic_of
from tests import factories
from tests.notices.messages import parts, received

pytestmark = pytest.mark.django_db
PAGE = "/verwacht/?gebied=politie&stand=over_tijd"
FORM = f"/volgen/?{urlencode({'van': PAGE})}"
ANNA = {"email": "Anna@Example.nl", "hoe_vaak": "direct"}


@pytest.fixture
def asked(client, overdue, mailbox, send):
    """The message that asks Anna to confirm."""
    answer = client.post(FORM, ANNA)
    assert (answer.status_code, answer["Location"]) == (302, "/volgen/verstuurd/")
    send()
    (message,) = received(mailbox)
    return message


def test_the_button_of_a_list_opens_the_form(client, overdue):
    button = client.get(PAGE).text.split('<details class="follow">')[1].split("</details>")[0]
    (link,) = re.findall(r'<a href="(/volgen/[^"]+)" rel="nofollow">Per e-mail</a>', button)
    page = client.get(link.replace("&amp;", "&")).text
    assert "Verwacht over politie, stand van zaken over tijd" in page
    assert "Set-Cookie" not in client.get(link).headers


def test_a_record_that_is_named_after_its_noun_is_named_once(client, mailbox):
    programme = factories.ProgrammeFactory(title="Werkprogramma 2024")
    path = programme.get_absolute_url()
    page = client.get(f"/volgen/?{urlencode({'van': path})}").text
    assert f'iets verandert in <a href="{path}">Werkprogramma 2024</a>' in page


def test_an_address_is_confirmed_by_the_link_in_the_message(client, asked):
    assert (asked["To"], asked["Subject"]) == ("Anna@example.nl", "Bevestig uw e-mailadres")
    assert Subscription.objects.confirmed().count() == 0
    link = next(path for path in parts(asked).paths if path.startswith("/volgen/bevestigen/"))
    # Programs that look into mail open links: only the button confirms.
    assert "Ja, houd mij op de hoogte" in client.get(link).text
    assert Subscription.objects.confirmed().count() == 0
    page = client.post(link, follow=True)
    assert "U krijgt direct een e-mail" in page.text
    assert page["Cache-Control"] == "private, no-store"
    assert Subscription.objects.confirmed().count() == 1


def test_one_click_ends_it_and_deletes_everything(client, asked):
    confirm = next(path for path in parts(asked).paths if path.startswith("/volgen/bevestigen/"))
    client.post(confirm)
    header = asked["List-Unsubscribe"].strip("<> ").removeprefix("http://testserver")
    assert asked["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client.handler.enforce_csrf_checks = True
    answer = client.post(header, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert "U krijgt geen berichten meer" in answer.text
    assert [*Subscription.objects.all(), *Topic.objects.all(), *Delivery.objects.all()] == []
    assert client.get(header).status_code == 410


def test_how_often_is_changed_by_one_click(client, subscribed, overdue):
    subscription = subscribed(PAGE)
    path = f"/volgen/keuze/{subscription.token}/"
    page = client.post(path, {"hoe_vaak": "wekelijks"}, follow=True)
    assert "U krijgt één keer per week een e-mail" in page.text
    assert Subscription.objects.get().topic.frequency == "wekelijks"


def test_a_link_ends_after_two_days(client, asked, send):
    link = next(path for path in parts(asked).paths if path.startswith("/volgen/bevestigen/"))
    Subscription.objects.update(asked_at=timezone.now() - timedelta(days=2))
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    send()
    assert Subscription.objects.count() == 0


def test_the_answer_is_the_same_for_who_is_subscribed(client, subscribed, overdue, mailbox, send):
    subscribed(PAGE)
    known = client.post(FORM, ANNA)
    unknown = client.post(FORM, ANNA | {"email": "bert@example.nl"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    send()
    found = {message["To"]: message["Subject"] for message in received(mailbox)}
    assert found == {
        "anna@example.nl": "U volgt dit al",
        "bert@example.nl": "Bevestig uw e-mailadres",
    }


def test_the_answer_costs_the_same_for_who_is_subscribed(client, subscribed, overdue, mailbox):
    """The same statements of the database, so that there is nothing to time."""
    subscribed(PAGE, "carla@example.nl", "wekelijks")
    subscribed(PAGE, "dirk@example.nl", "direct")
    client.post(FORM, ANNA | {"email": "eva@example.nl"})
    cost = {}
    for name in ("bert", "carla", "dirk", "eva"):
        with CaptureQueriesContext(connection) as found:
            client.post(FORM, ANNA | {"email": f"{name}@example.nl"})
        statements = [each["sql"].rpartition("; ")[2] for each in found]
        cost[name] = [re.split(" WHERE | VALUES |POINT ", each)[0] for each in statements]
    assert cost["bert"] == cost["carla"] == cost["dirk"] == cost["eva"] != []


def test_an_address_follows_the_same_once(subscribed, overdue):
    first = subscribed("/verwacht/?stand=over_tijd&gebied=politie&pagina=1", frequency="wekelijks")
    again = subscribed(PAGE, "ANNA@example.nl", "direct")
    assert (again.pk, again.topic.frequency) == (first.pk, "wekelijks")


def test_the_address_is_stored_encrypted(subscribed, overdue):
    subscription = subscribed(PAGE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(s)::text FROM programmes_subscription AS s")
        (row,) = cursor.fetchone()
    assert "anna" not in row.lower()
    assert addresses.decrypted(subscription.address) == "anna@example.nl"


@pytest.mark.parametrize(
    "address",
    ["", "anna", "anna@", "a@b@example.nl", "anna@example.nl\nBcc: bert@example.nl",
     "anna@example.nl, bert@example.nl", "Anna <anna@example.nl>", f"{'a' * 250}@example.nl"],
)  # fmt: skip
def test_what_is_no_address_is_refused(client, overdue, address):
    answer = client.post(FORM, ANNA | {"email": address})
    assert answer.status_code == 400
    assert "errorlist" in answer.text
    assert Subscription.objects.count() == 0


def test_an_address_in_another_script_works(client, overdue, mailbox, send):
    client.post(FORM, ANNA | {"email": "anna@bücher.example"})
    send()
    assert [message["To"] for message in received(mailbox)] == ["anna@xn--bcher-kva.example"]


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("/bestaat-niet/", "Deze pagina bestaat niet."),
        ("https://elders.example/", "Deze pagina bestaat niet."),
        ("//elders.example/verwacht/", "Deze pagina bestaat niet."),
        ("/activiteiten/bestaat-niet/", "Deze pagina bestaat niet."),
        ("/zoeken/", "Deze pagina kunt u niet volgen: kies een lijst of een stuk."),
        ("/zoeken/?q=politie&soort=x", "Soort: Deze keuze bestaat niet."),
        ("/verwacht/?kleur=rood", "“kleur” is geen filter van deze lijst."),
        ("/verwacht/?gebied=zorg", "Toezichtgebied: Deze keuze bestaat niet."),
        (f"/verwacht/?q={'a' * 1000}", "Deze filters zijn te lang om te volgen. Kies er minder."),
        # Short as it is typed, long as it is stored.
        (
            f"/activiteiten/?q={'é' * 170}",
            "Deze filters zijn te lang om te volgen. Kies er minder.",
        ),
    ],
)
def test_what_cannot_be_followed_says_why(client, overdue, page, problem):
    answer = client.get("/volgen/", {"van": page})
    assert answer.status_code == 400
    assert problem in answer.text


def test_a_message_to_confirm_has_no_words_of_who_asked(client, overdue, mailbox, send):
    typed = "/activiteiten/?q=%0A%0ABevestig: https://evil.example/0-token-0"
    form = f"/volgen/?{urlencode({'van': typed})}"
    assert client.post(form, ANNA).status_code == 302
    send()
    (message,) = received(mailbox)
    said = parts(message)
    assert "evil" not in said.text + said.html + message["Subject"]
    token = Subscription.objects.get().token
    assert [path for path in said.paths if token in path] == [f"/volgen/bevestigen/{token}/"]


@pytest.mark.parametrize("token", ["%00", "x" * 500, "a.b", "é"])
def test_a_token_that_cannot_be_is_refused(client, token):
    for way in ("bevestigen", "keuze", "stoppen"):
        assert client.get(f"/volgen/{way}/{token}/").status_code in (404, 410)


def test_a_subscription_that_ended_meanwhile_is_not_confirmed(subscribed, overdue):
    subscription = subscribed(PAGE)
    Subscription.objects.all().delete()
    subscribing.confirm(subscription)
    subscribing.change(subscription, "wekelijks")
    assert Subscription.objects.count() == 0


def test_addresses_are_encrypted_anew(subscribed, overdue, settings, capsys):
    old = subscribed(PAGE)
    settings.ADDRESS_KEYS = [Fernet.generate_key().decode(), *settings.ADDRESS_KEYS]
    # Asked for again before the command ran: its hash is of the new key.
    subscribing.subscribe("anna@example.nl", topic_of(PAGE), "direct")
    call_command("rotate_address_keys")
    (kept,) = Subscription.objects.all()
    assert (kept.pk, kept.token) == (old.pk, old.token)
    settings.ADDRESS_KEYS = settings.ADDRESS_KEYS[:1]
    assert addresses.decrypted(kept.address) == "anna@example.nl"
    assert kept.address_hash == addresses.digest("anna@example.nl")
    assert capsys.readouterr().out == "Adressen opnieuw versleuteld: 1.\n"


def test_requests_are_limited_for_an_address(client, overdue, settings, mailbox):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    answers = [client.post(FORM, ANNA).status_code for _attempt in range(6)]
    assert answers == [302, 302, 302, 302, 302, 429]
    others = [client.post(FORM, ANNA | {"email": f"{n}@example.nl"}).status_code for n in range(25)]
    assert others == [302] * 24 + [429]


def test_without_a_mail_server_nothing_is_offered(client, overdue, settings):
    settings.SENDS_MAIL = False
    assert "Per e-mail" not in client.get(PAGE).text
    assert client.get(FORM).status_code == 404
