"""Signing in in a real browser: a password, a code from an app, a passkey, a recovery code."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from playwright.sync_api import expect

from inspectie.accounts.models import AuditEntry, Session
from inspectie.accounts.session_store import SessionStore
from inspectie.accounts.sessions import BEGAN
from tests.browser.steps import DANGLING, follow
from tests.factories import PASSWORD
from tests.inspectie.accounts.totp import code_of

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def site(site, settings):
    """The site at localhost: a passkey is bound to a host name, and an IP address is none."""
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = True
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture
def paul(site):
    user = User.objects.create_user("paul", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="publicist"))
    return user


def with_device(page):
    """Add a virtual authenticator with resident keys and user verification to a window."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def enter_password(page):
    page.goto("/beheer/inloggen/")
    page.get_by_label("Gebruikersnaam").fill("paul")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def set_up_app(page):
    """Set up an app for codes after signing in; return its secret."""
    page.get_by_role("link", name="App instellen").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code uit de app").fill(code_of(secret))
    page.get_by_role("button", name="App instellen").click()
    page.wait_for_url("**/herstelcodes/")
    return secret


def set_up_passkey(page):
    page.get_by_role("link", name="Toegangssleutel toevoegen").click()
    page.get_by_label("Naam van de toegangssleutel").fill("telefoon")
    page.get_by_label("ook zonder wachtwoord").check()
    page.get_by_role("button", name="Toegangssleutel toevoegen").click()
    page.wait_for_url("**/herstelcodes/")


def enter_code(page, code):
    page.wait_for_url("**/invoeren/")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def sign_out(page):
    page.goto("/beheer/")
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/inloggen/")


def told(*fields):
    return list(AuditEntry.objects.filter(account="paul").order_by("pk").values_list(*fields))


def test_a_publicist_without_a_second_factor_comes_no_further(visit, paul, check):
    page = visit()
    page.goto("/beheer/inloggen/")
    check(page)
    enter_password(page)
    page.wait_for_url("**/beheer/tweede-factor/")
    expect(page.locator("main")).to_contain_text("U hebt nog geen tweede factor")
    check(page)
    page.goto("/beheer/programmes/activity/")
    expect(page).to_have_url(re.compile("/beheer/tweede-factor/$"))


def test_a_publicist_signs_in_with_a_passkey_only(visit, paul, check):
    page = with_device(visit())
    enter_password(page)
    page.get_by_role("link", name="Toegangssleutel toevoegen").click()
    page.get_by_label("Naam van de toegangssleutel").wait_for()
    check(page)
    assert page.evaluate(DANGLING) == []
    assert page.get_by_label("ook zonder wachtwoord").bounding_box()["width"] >= 24
    page.goto("/beheer/tweede-factor/")
    set_up_passkey(page)
    sign_out(page)
    expect(page.locator("main")).to_contain_text("U bent uitgelogd.")
    page.get_by_role("button", name="Inloggen met een toegangssleutel").click()
    page.wait_for_url("**/beheer/")
    expect(page.locator("#content")).to_contain_text("Mijn werklijst")
    assert told("kind", "details")[-2:] == [
        ("factor_gebruikt", "toegangssleutel (passkey)"),
        ("ingelogd", "toegangssleutel (passkey)"),
    ]


def test_a_passkey_goes_with_a_password_too(visit, paul, check):
    page = with_device(visit())
    enter_password(page)
    set_up_passkey(page)
    sign_out(page)
    enter_password(page)
    page.wait_for_url("**/invoeren/")
    check(page)
    page.get_by_role("button", name="Inloggen met een toegangssleutel").click()
    page.wait_for_url("**/beheer/")


def test_the_password_is_asked_again_long_after_signing_in(visit, paul, check):
    page = visit()
    enter_password(page)
    page.wait_for_url("**/beheer/tweede-factor/")
    age_session(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    page.get_by_role("link", name="App instellen").click()
    page.wait_for_url("**/bevestigen/**")
    check(page)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_label("Code uit de app").wait_for()


def age_session(seconds):
    """Move the sign-in of the one session back in time."""
    session = SessionStore(Session.objects.get().session_key)
    session[BEGAN] -= seconds
    session.save()


def test_a_forgotten_password_is_replaced_by_mail(visit, paul, site, check, mailbox):
    User.objects.filter(pk=paul.pk).update(email="paul@example.nl")
    page = visit()
    page.goto("/beheer/inloggen/")
    follow(page.get_by_role("link", name="Wachtwoord vergeten?"))
    check(page)
    page.get_by_label("E-mailadres").fill("paul@example.nl")
    page.get_by_role("button", name="Link sturen").click()
    page.wait_for_url("**/verstuurd/")
    check(page)
    message = mailbox.get(timeout=60)
    assert message["To"] == "paul@example.nl"
    (link,) = re.findall(r"http\S+", message.get_content())
    page.goto(link)
    check(page)
    for field in ("Nieuw wachtwoord", "Nieuw wachtwoord, nog een keer"):
        page.get_by_label(field, exact=True).fill("een nieuw lang wachtwoord")
    page.get_by_role("button", name="Wachtwoord opslaan").click()
    page.get_by_role("link", name="Inloggen").last.click()
    page.get_by_label("Gebruikersnaam").fill("paul")
    page.get_by_label("Wachtwoord").fill("een nieuw lang wachtwoord")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/beheer/tweede-factor/")


def test_a_code_from_an_app_is_asked_after_the_password(visit, paul, check):
    page = visit()
    enter_password(page)
    page.get_by_role("link", name="App instellen").click()
    page.get_by_label("Code uit de app").fill("000000")
    follow(page.get_by_role("button", name="App instellen"))
    expect(page.locator("main")).to_contain_text("Deze code klopt niet")
    check(page)
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code uit de app").fill(code_of(secret))
    page.get_by_role("button", name="App instellen").click()
    page.wait_for_url("**/herstelcodes/")
    sign_out(page)
    enter_password(page)
    enter_code(page, code_of(secret, later=True))
    page.wait_for_url("**/beheer/")


def test_recovery_codes_are_shown_and_each_works_once(visit, paul, check):
    page = visit()
    enter_password(page)
    set_up_app(page)
    codes = page.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10
    check(page)
    sign_out(page)
    enter_password(page)
    enter_code(page, codes[0])
    page.wait_for_url("**/beheer/")
    sign_out(page)
    enter_password(page)
    enter_code(page, codes[0])
    expect(page.locator("main")).to_contain_text("Deze code klopt niet")
    check(page)


def test_passkeys_and_codes_are_looked_after(visit, paul, check):
    page = with_device(visit())
    enter_password(page)
    set_up_passkey(page)
    for address in (
        "tweede-factor/",
        "passkeys/",
        "tweede-factor/herstelcodes/nieuw/",
        "wachtwoord/",
    ):
        page.goto(f"/beheer/{address}")
        check(page)
    page.goto("/beheer/passkeys/")
    follow(page.get_by_role("link", name="Naam van “telefoon” wijzigen"))
    check(page)
    page.get_by_label("Naam van de toegangssleutel").fill("sleutelbos")
    page.get_by_role("button", name="Opslaan").click()
    follow(page.get_by_role("link", name="“sleutelbos” verwijderen"))
    check(page)
    follow(page.get_by_role("button", name="Toegangssleutel verwijderen"))
    page.goto("/beheer/")
    expect(page).to_have_url(re.compile("/beheer/tweede-factor/$"))
