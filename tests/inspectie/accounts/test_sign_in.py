from datetime import timedelta

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils import timezone

from inspectie import settings as inspectie_settings
from inspectie.accounts.models import Session
from inspectie.accounts.sessions import BEGAN, SEEN
from tests.factories import PASSWORD

TOO_MANY = ["Dit ging te vaak mis. Wacht vijf minuten en probeer het dan nog eens."]


def test_the_admin_leads_to_the_one_page_to_sign_in(client):
    response = client.get("/beheer/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/beheer/inloggen/?next=%2Fbeheer%2F")
    assert "Inloggen is alleen voor medewerkers" in response.text


def test_staff_sign_in_and_come_to_the_admin(sign_in, anna):
    response = sign_in("anna")
    assert (response.status_code, response["Location"]) == (302, "/beheer/")


def test_a_password_is_stored_by_the_hasher_that_django_prefers(sign_in, settings):
    assert not hasattr(inspectie_settings, "PASSWORD_HASHERS")
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    user = User.objects.create_user("anna", password=PASSWORD, is_staff=True)
    assert user.password.startswith("pbkdf2_sha256$")
    assert sign_in("anna").status_code == 302
    user.refresh_from_db()
    assert user.password.startswith("pbkdf2_sha256$")


def test_a_refusal_does_not_tell_whether_the_name_exists(sign_in, anna):
    wrong_password = sign_in("anna", "fout").context["form"].errors
    unknown_name = sign_in("niemand", "fout").context["form"].errors
    assert wrong_password == unknown_name
    assert wrong_password == {
        "__all__": ["Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."]
    }


class CountingHasher(MD5PasswordHasher):
    """Counts the passwords that are hashed, which takes nearly all the time of an attempt."""

    algorithm = "counting"
    count = 0

    def encode(self, password, salt):
        type(self).count += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("case", ["known", "unknown", "blocked", "single sign-on"])
def test_an_attempt_takes_as_long_whoever_it_is_for(sign_in, settings, case):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    user = User.objects.create_user("anna", password=PASSWORD, is_active=case != "blocked")
    if case == "single sign-on":
        user.set_unusable_password()
        user.save()
    CountingHasher.count = 0
    sign_in("niemand" if case == "unknown" else "anna", "fout")
    assert CountingHasher.count == 1


def test_signing_in_gives_the_session_a_new_key(client, sign_in, anna):
    client.get("/beheer/inloggen/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in("anna")
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "\thttps://evil.example/",
        "http://testserver@evil.example/",
    ],
)
def test_signing_in_and_out_stay_on_the_site(client, sign_in, anna, elsewhere):
    signed_in = client.post(
        "/beheer/inloggen/", {"login": "anna", "password": PASSWORD, "next": elsewhere}
    )
    assert signed_in["Location"] == "/beheer/"
    signed_out = client.post("/beheer/uitloggen/", {"next": elsewhere})
    assert signed_out["Location"] == "/beheer/inloggen/"


def test_signing_in_goes_on_to_the_page_that_was_asked(client, anna):
    address = "/beheer/programmes/activity/?o=1"
    given = {"login": "anna", "password": PASSWORD, "next": address}
    assert client.post("/beheer/inloggen/", given)["Location"] == address


def test_attempts_are_limited(sign_in, anna):
    for _attempt in range(5):
        sign_in("anna", "fout")
    assert sign_in("anna").context["form"].non_field_errors() == TOO_MANY


def test_attempts_elsewhere_do_not_lock_the_owner_out(sign_in, anna):
    for _attempt in range(5):
        sign_in("anna", "fout", REMOTE_ADDR="203.0.113.7")
    assert sign_in("anna", REMOTE_ADDR="203.0.113.7").status_code == 200
    assert sign_in("anna").status_code == 302


def attack(sign_in, name, attempts):
    """Send wrong passwords for a name, four from each address."""
    for attempt in range(attempts):
        sign_in(name, "fout", REMOTE_ADDR=f"203.0.113.{attempt // 4}")


def test_attempts_from_many_addresses_are_limited_by_name(sign_in, anna):
    attack(sign_in, "anna", 50)
    assert sign_in("anna").context["form"].non_field_errors() == TOO_MANY
    assert sign_in("niemand", "fout").context["form"].non_field_errors() != TOO_MANY


def test_that_limit_does_not_hold_where_the_account_signed_in_before(client, sign_in, anna):
    sign_in("anna")
    client.post("/beheer/uitloggen/")
    attack(sign_in, "anna", 50)
    assert sign_in("anna", REMOTE_ADDR="198.51.100.9").status_code == 200
    assert sign_in("anna").status_code == 302


def test_addresses_of_one_ipv6_network_count_as_one(sign_in, anna):
    for attempt in range(5):
        sign_in("anna", "fout", REMOTE_ADDR=f"2001:db8::{attempt}")
    assert sign_in("anna", REMOTE_ADDR="2001:db8::ffff").status_code == 200
    assert sign_in("anna", REMOTE_ADDR="2001:db8:0:1::1").status_code == 302


@pytest.mark.parametrize("proxies", [0, 1])
def test_an_address_that_the_client_claims_is_not_counted(sign_in, anna, settings, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for attempt in range(6):
        claimed = ", ".join([f"203.0.113.{attempt}", *["198.51.100.9"] * proxies])
        last = sign_in("anna", "fout", headers={"X-Forwarded-For": claimed})
    assert last.context["form"].non_field_errors() == TOO_MANY


def test_attempts_from_one_address_are_limited(sign_in):
    for attempt in range(10):
        sign_in(f"naam-{attempt}", "fout")
    assert sign_in("nog-iemand", "fout").context["form"].non_field_errors() == TOO_MANY


def test_who_comes_by_single_sign_on_has_no_password_to_change(client, anna):
    anna.set_unusable_password()
    anna.save()
    client.force_login(anna)
    assert "Wachtwoord wijzigen" not in client.get("/beheer/").text
    assert client.get("/beheer/wachtwoord/", follow=True).status_code == 404


def test_a_password_is_changed(client, anna):
    client.force_login(anna)
    new = "een nieuw lang wachtwoord"
    given = {"oldpassword": "fout", "password1": new, "password2": new}
    response = client.post("/beheer/wachtwoord/", given)
    assert response.context["form"].errors == {
        "oldpassword": ["Dit is niet uw huidige wachtwoord."]
    }
    response = client.post("/beheer/wachtwoord/", given | {"oldpassword": PASSWORD}, follow=True)
    assert "Uw wachtwoord is gewijzigd." in response.text
    anna.refresh_from_db()
    assert anna.check_password(new)


def test_attempts_are_counted_whatever_host_a_request_names(sign_in, anna):
    for port in range(5):
        sign_in("anna", "fout", headers={"Host": f"TestServer:{port}"})
    assert sign_in("anna").context["form"].non_field_errors() == TOO_MANY


def test_attempts_on_other_names_do_not_push_counts_out(sign_in, anna):
    for _attempt in range(5):
        sign_in("anna", "fout")
    for number in range(400):
        cache.set(f"allauth:z:{number}", [number], 300)
    assert sign_in("anna").context["form"].non_field_errors() == TOO_MANY


def test_a_password_is_changed_where_guesses_are_limited(client, anna):
    client.force_login(anna)
    for _attempt in range(6):
        response = client.post("/beheer/password_change/", {"old_password": "fout"}, follow=True)
    assert response.request["PATH_INFO"] == "/beheer/wachtwoord/"


@pytest.mark.parametrize("page", ["", "wachtwoord/", "tweede-factor/", "passkeys/", "weg/", "x"])
def test_nobody_keeps_a_page_of_the_administration(client, anna, page):
    client.force_login(anna)
    assert "no-store" in client.get(f"/beheer/{page}")["Cache-Control"]


@pytest.mark.parametrize("address", ["aanmelden/", "oidc/aanmelden/", "oidc/koppelen/"])
def test_nobody_signs_up(client, address):
    assert client.get(f"/beheer/{address}").status_code == 404


def test_somebody_without_rights_is_kept_out(client):
    client.force_login(User.objects.create_user("bezoeker"))
    assert client.get("/beheer/").status_code in (302, 403)
    assert client.get("/beheer/", follow=True).status_code == 403


def test_a_blocked_account_is_out_at_once_and_cannot_come_back(client, sign_in, anna):
    sign_in("anna")
    assert client.get("/beheer/").status_code == 200
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert client.get("/beheer/").status_code == 302
    assert sign_in("anna").status_code == 200
    assert client.get("/beheer/").status_code == 302


def test_a_session_does_not_come_back_when_the_block_is_lifted(client, sign_in, anna):
    sign_in("anna")
    User.objects.filter(pk=anna.pk).update(is_active=False)
    User.objects.filter(pk=anna.pk).update(is_active=True)
    assert client.get("/beheer/").status_code == 302


def test_blocking_one_account_leaves_the_sessions_of_others(client, sign_in, anna, paul):
    sign_in("anna")
    User.objects.filter(pk=paul.pk).update(is_active=False)
    assert client.get("/beheer/").status_code == 200


def test_a_session_ends_when_it_is_not_used(client, sign_in, anna, settings):
    assert settings.SESSION_COOKIE_AGE == 60 * 60
    sign_in("anna")
    session = Session.objects.get()
    assert timedelta(minutes=59) < session.expire_date - timezone.now() <= timedelta(minutes=60)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/beheer/").status_code == 302


def test_using_the_administration_puts_off_the_end(client, sign_in, anna):
    sign_in("anna")
    session = client.session
    session[SEEN] -= 61
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))
    client.get("/beheer/")
    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=59)


def test_a_session_ends_after_a_working_day_in_any_case(client, sign_in, anna, settings):
    sign_in("anna")
    session = client.session
    session[BEGAN] -= settings.SESSION_LONGEST + 1
    session.save()
    assert client.get("/beheer/").status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["Anna", "ANNA", " anna "])
def test_capitals_in_a_name_do_not_matter(sign_in, anna, name):
    assert sign_in(name).status_code == 302


def test_names_that_differ_in_case_alone_stay_apart(sign_in, anna):
    User.objects.create_user("Anna", password="een ander wachtwoord", is_staff=True)
    assert sign_in("Anna").status_code == 200
    assert sign_in("anna").status_code == 302


def test_a_telephone_does_not_change_the_name_that_is_typed(client):
    field = client.get("/beheer/inloggen/").context["form"].fields["login"]
    assert field.widget.attrs["autocapitalize"] == "none"
