"""A new password by e-mail, from a real mail server; tests/browser does it on screen."""

import re

import pytest
from django.contrib.auth.models import User

from tests.factories import PASSWORD
from tests.mail import wait_for_timers

ASK = "/beheer/wachtwoord/vergeten/"
NEW = "een nieuw lang wachtwoord"


@pytest.fixture
def anna(anna):
    anna.email = "Anna@example.nl"
    anna.save()
    return anna


@pytest.fixture
def ask(client):
    def post(email):
        return client.post(ASK, {"email": email}, follow=True)

    return post


def link_in(message):
    return re.search(r"http://testserver(\S+)", message.get_content())[1]


def test_a_link_by_mail_gives_a_new_password_once(client, anna, ask, sign_in, mailbox):
    assert ask("anna@EXAMPLE.nl").redirect_chain == [(f"{ASK}verstuurd/", 302)]
    message = mailbox.get(timeout=60)
    assert (message["To"], message["From"]) == ("Anna@example.nl", "register@example.nl")
    assert message["Subject"] == "Nieuw wachtwoord voor het register van werkprogramma's"
    assert "Uw gebruikersnaam is anna." in message.get_content()
    link = link_in(message)
    page = client.get(link, follow=True)
    given = {"password1": NEW, "password2": NEW}
    done = client.post(page.request["PATH_INFO"], given, follow=True)
    assert "Uw wachtwoord is gewijzigd." in done.text
    # The password, not the second factor: that is asked when signing in.
    assert client.get("/beheer/").status_code == 302
    assert "Deze link werkt niet meer" in client.get(link, follow=True).text
    assert sign_in("anna", PASSWORD).status_code == 200
    assert sign_in("anna", NEW).status_code == 302


def test_a_password_that_is_easy_to_guess_is_refused_in_dutch(client, anna, ask, mailbox):
    ask("anna@example.nl")
    page = client.get(link_in(mailbox.get(timeout=60)), follow=True)
    page = client.post(page.request["PATH_INFO"], {"password1": "12345", "password2": "12345"})
    assert page.context["form"].errors == {
        "password1": [
            "Dit wachtwoord is te kort: gebruik minstens 12 tekens.",
            "Dit wachtwoord is te algemeen.",
            "Dit wachtwoord bevat alleen cijfers.",
        ]
    }


def test_the_answer_does_not_tell_whether_the_address_is_known(anna, ask, mailbox):
    known, unknown = ask("anna@example.nl"), ask("niemand@example.nl")
    assert known.redirect_chain == unknown.redirect_chain
    assert known.text == unknown.text
    assert mailbox.get(timeout=60)["To"] == "Anna@example.nl"
    wait_for_timers()
    assert mailbox.empty()


@pytest.mark.parametrize("without", [{"is_active": False}, {"password": "!"}])
def test_nobody_gets_a_password_who_signs_in_without_one(anna, ask, mailbox, without):
    User.objects.filter(pk=anna.pk).update(**without)
    ask("anna@example.nl")
    wait_for_timers()
    assert mailbox.empty()


def test_a_mail_server_that_is_down_is_logged(anna, ask, mailbox, settings, caplog):
    settings.EMAIL_PORT = 1
    assert ask("anna@example.nl").status_code == 200
    wait_for_timers()
    assert [record.message for record in caplog.records] == [
        "The mail for a new password could not be sent: ConnectionRefusedError"
    ]


def test_a_link_to_another_host_is_refused(client, anna, mailbox):
    response = client.post(ASK, {"email": "anna@example.nl"}, headers={"Host": "evil.example"})
    assert response.status_code == 400
    wait_for_timers()
    assert mailbox.empty()


def test_links_are_limited(anna, ask, mailbox):
    answers = [ask("anna@example.nl").status_code for _attempt in range(6)]
    assert answers == [200, 200, 200, 200, 200, 429]


def test_the_page_to_sign_in_leads_to_it(client, mailbox):
    assert f'href="{ASK}"' in client.get("/beheer/inloggen/").text


def test_without_a_mail_server_it_says_whom_to_ask(client, db, settings):
    settings.ACCOUNTS_CONTACT = "Mina (toestel 12)"
    page = client.get("/beheer/inloggen/").text
    assert "Vraag Mina (toestel 12) om een nieuw wachtwoord." in page
    assert client.get(ASK).status_code == 404
