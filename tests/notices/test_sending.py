"""What is told of changes, in the mail and on its page."""

from datetime import timedelta

import pghistory
import pytest
from django.utils import timezone

from programmes.models import (
    Activity,
    Delivery,
    HiddenChange,
    Notice,
    PublicChange,
    Subscription,
    Topic,
)
from programmes.notices import subscribing
from programmes.notices.topics import PLACES
from tests.factories import ActivityFactory, EventFactory, LetterFactory
from tests.notices.messages import PAGE, SITE, parts, received, report

# Changes are told apart by their transactions.
pytestmark = pytest.mark.django_db(transaction=True)
TOMORROW = timedelta(days=1)


def test_a_change_is_mailed_with_what_and_why(client, overdue, subscribed, mailbox, send):
    subscribed(PAGE)
    send()
    assert received(mailbox) == []
    report(overdue)
    send()
    (message,) = received(mailbox)
    notice = Notice.objects.get()
    assert message["To"] == "anna@example.nl"
    assert message["Subject"] == "Verwacht over politie, stand van zaken over tijd: 2 wijzigingen"
    said = [
        "Staat niet meer in deze lijst",
        "Mijlpaal toegevoegd",
        "Het rapport is verschenen.",
        "Soort: “rapport”.",
    ]
    page = client.get(f"/berichten/{notice.pk}/").text
    mail = parts(message)
    for text in (mail.text, mail.html, page):
        assert [each for each in said if each not in text] == []
        assert f"{overdue.get_absolute_url()}" in text
    assert {"/activiteiten/meldkamer/", f"/berichten/{notice.pk}/"} < {*mail.paths}
    assert "anna" not in page
    assert "<img" not in mail.html
    assert (notice.sent, Delivery.objects.count()) == (1, 0)
    send()
    assert received(mailbox) == []


def test_a_term_that_passes_is_mailed_without_a_change(overdue, subscribed, mailbox, send):
    overdue.expectations.update(last_day=timezone.localdate() + TOMORROW)
    subscribed(PAGE)
    overdue.expectations.update(last_day=timezone.localdate() - TOMORROW)
    send()
    assert "Staat nu in deze lijst" in parts(received(mailbox)[0]).text


@pytest.mark.parametrize(
    "page",
    [
        "/wijzigingen/",
        "/activiteiten/",
        "/activiteiten/meldkamer/",
        "/activiteiten/?gebied=politie",
        "/toezichtgebieden/politie/",
        "/mijlpalen/",
    ],
)
def test_the_same_change_reaches_whoever_follows_it(overdue, subscribed, mailbox, send, page):
    subscribed(page)
    ActivityFactory(title="iets anders", publish_at=None)
    report(overdue)
    send()
    (message,) = received(mailbox)
    assert "Het rapport is verschenen." in parts(message).text
    assert "iets anders" not in parts(message).text


def test_what_is_followed_otherwise_stays_silent(overdue, subscribed, mailbox, send):
    subscribed("/activiteiten/?gebied=onbekend")
    subscribed("/brieven/")
    report(overdue)
    send()
    assert received(mailbox) == []


def test_what_became_public_is_mailed(subscribed, mailbox, send):
    subscribed("/activiteiten/")
    EventFactory(activity=ActivityFactory(title="de nieuwe", publish_at=timezone.now()))
    send()
    assert "De nieuwe" in parts(received(mailbox)[0]).text


def test_what_was_committed_after_somebody_began_to_follow_is_mailed(subscribed, mailbox, send):
    begun = timezone.now()
    subscribed("/activiteiten/")
    ActivityFactory(title="de late", publish_at=begun)
    send()
    assert "De late" in parts(received(mailbox)[0]).text


def test_what_is_stored_as_public_since_long_is_no_news(subscribed, mailbox, send):
    subscribed("/activiteiten/")
    ActivityFactory(title="uit een back-up", publish_at=timezone.now() - TOMORROW)
    send()
    assert received(mailbox) == []


def test_a_withdrawal_is_mailed_without_the_name(overdue, subscribed, mailbox, send):
    subscribed("/activiteiten/?gebied=politie")
    withdraw(overdue)
    send()
    mail = parts(received(mailbox)[0])
    assert "ingetrokken" in mail.text
    assert "Dubbel opgenomen." in mail.text
    assert "meldkamer" not in mail.text.replace("/activiteiten/meldkamer/", "")


def withdraw(activity):
    Activity.objects.filter(pk=activity.pk).update(
        withdrawn_at=timezone.now(), withdrawal_reason="Dubbel opgenomen."
    )


def test_what_is_withdrawn_before_sending_is_not_sent(
    client, overdue, subscribed, mailbox, send, settings
):
    subscribed("/activiteiten/meldkamer/")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    report(overdue)
    with pytest.raises(Exception, match="De mailserver weigert"):
        send()
    withdraw(overdue)
    settings.EMAIL_PORT = port
    Delivery.objects.update(retry_at=timezone.now())
    send()
    texts = [parts(message).text for message in received(mailbox)]
    assert [text for text in texts if "verschenen" in text] == []
    assert [text for text in texts if "Dubbel opgenomen." in text] == texts
    assert len(texts) == 1
    first = Notice.objects.earliest("pk")
    assert (
        "Wat in dit bericht stond, is niet meer openbaar."
        in client.get(f"/berichten/{first.pk}/").text
    )


def test_a_hidden_change_is_not_told(overdue, subscribed, mailbox, send, client, redacteur):
    subscribed("/activiteiten/meldkamer/")
    report(overdue)
    change = PublicChange.objects.get(note="Het rapport is verschenen.")
    HiddenChange.objects.create(change=change, reason="Persoonsgegeven.", by=redacteur)
    send()
    assert received(mailbox) == []


def test_the_places_of_nouns_in_stored_members_do_not_change():
    assert [*PLACES] == [
        "programme", "perspective", "goal", "activity", "letter", "annual-report", "adjustment",
        "signatory",
    ]  # fmt: skip


def test_a_search_is_followed_across_all_kinds(client, overdue, subscribed, mailbox, send):
    link = 'href="/volgen/?van=%2Fzoeken%2F%3Fq%3Dmeldkamers" rel="nofollow">Per e-mail</a>'
    assert link in client.get("/zoeken/?q=meldkamers").text
    subscribed("/zoeken/?q=meldkamers&pagina=2")
    subscribed("/zoeken/?q=meldkamers&soort=brieven", address="bert@example.nl")
    send()
    assert received(mailbox) == []
    report(overdue)
    send()
    (message,) = received(mailbox)
    assert message["Subject"] == "Zoekresultaten, woorden meldkamers: 1 wijziging"
    assert "Het rapport is verschenen." in parts(message).text
    LetterFactory(subject="Brief over de alarmcentrale")
    send()
    assert {each["To"] for each in received(mailbox)} == {"anna@example.nl", "bert@example.nl"}
    with pghistory.context(note="Een andere naam."):
        Activity.objects.update(title="iets anders")
    send()
    (message,) = received(mailbox)
    assert "Staat niet meer in deze lijst" in parts(message).text
    page = client.get(f"/berichten/{Notice.objects.latest('pk').pk}/").text
    assert '<a href="/zoeken/">Bekijk hoe het nu is</a>' in page
    assert "meldkamers" not in page


@pytest.mark.parametrize(
    ("query", "named", "left", "path"),
    [
        ("q=meldkamer&gebied=politie", "over politie, woorden meldkamer", "over politie",
         "/activiteiten/?gebied=politie"),
        ("q=meldkamer", "Activiteiten, woorden meldkamer", "Activiteiten", "/activiteiten/"),
    ],
)  # fmt: skip
def test_words_that_a_follower_typed_are_in_the_mail_alone(
    client, overdue, subscribed, mailbox, send, query, named, left, path
):
    subscribed(f"/activiteiten/?{query}")
    report(overdue)
    send()
    (message,) = received(mailbox)
    assert named in message["Subject"]
    page = client.get(f"/berichten/{Notice.objects.get().pk}/").text
    assert f"{left}</h1>" in page
    assert f'<a href="{path}">Bekijk hoe het nu is</a>' in page
    assert "Die staan alleen in de e-mail." in page
    assert "woorden meldkamer" not in page
    assert "q=" not in page.partition("<main")[2].partition("</main")[0]


def test_daily_and_weekly_messages_gather_changes(overdue, subscribed, mailbox, send):
    subscribed(PAGE, "dag@example.nl", "dagelijks")
    subscribed(PAGE, "week@example.nl", "wekelijks")
    report(overdue)
    send()
    assert received(mailbox) == []
    Topic.objects.update(looked_at=timezone.now() - TOMORROW)
    Topic.objects.filter(frequency="wekelijks").update(looked_at=timezone.now() - 8 * TOMORROW)
    send()
    assert {message["To"] for message in received(mailbox)} == {"dag@example.nl", "week@example.nl"}
    send()
    assert received(mailbox) == []


def test_another_frequency_loses_no_change(overdue, subscribed, mailbox, send):
    subscription = subscribed(PAGE, "week@example.nl", "wekelijks")
    report(overdue)
    subscribing.change(subscription, "direct")
    send()
    (message,) = received(mailbox)
    assert message["To"] == "week@example.nl"


def test_an_address_that_cannot_be_decrypted_holds_up_nobody(overdue, subscribed, mailbox, send):
    lost = subscribed(PAGE, "een@example.nl")
    subscribed(PAGE, "twee@example.nl")
    Subscription.objects.filter(pk=lost.pk).update(address="x")
    report(overdue)
    send()
    assert [message["To"] for message in received(mailbox)] == ["twee@example.nl"]
    assert Delivery.objects.get().attempts == 1


def test_who_begins_to_follow_gets_no_old_news(overdue, subscribed, mailbox, send):
    report(overdue)
    subscribed("/activiteiten/meldkamer/")
    send()
    assert received(mailbox) == []


def test_messages_are_in_plain_text_and_html_with_headers_to_stop(
    overdue, subscribed, mailbox, send
):
    subscription = subscribed(PAGE)
    report(overdue)
    send()
    (message,) = received(mailbox)
    stop = f"{SITE}/volgen/stoppen/{subscription.token}/"
    assert message["List-Unsubscribe"].strip() == f"<{stop}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert f"{SITE}/volgen/keuze/{subscription.token}/" in parts(message).html
    subscription.delete()
    assert Subscription.objects.count() == 0
