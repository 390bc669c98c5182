"""Signing in again over a form: with a second factor, and with single sign-on."""

from urllib.parse import urlsplit

import httpx
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import expect

from inspectie.accounts.models import Session
from programmes.models import Letter
from tests.browser.steps import sign_in_here
from tests.inspectie.accounts.totp import code_of
from tests.openid import GROUPS, app_of

SECRET = "JBSWY3DPEHPK3PXP"
FORM = "/beheer/programmes/letter/add/"


@pytest.fixture
def second_factor(accounts, settings):
    """The publicist has an app for codes, and needs it."""
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = True
    TOTP.activate(User.objects.get(username="publicist"), SECRET)


@pytest.fixture
def single_sign_on(provider, settings, hosts):
    settings.SOCIALACCOUNT_PROVIDERS = app_of(provider)
    settings.OIDC_GROUPS, settings.OIDC_SECOND_FACTOR = GROUPS, True
    # The page of the provider has a style sheet from elsewhere.
    hosts |= {urlsplit(provider).netloc, "cdn.jsdelivr.net"}
    claims = {"preferred_username": "riet", "groups": ["wp-publicatie"]}
    httpx.put(f"{provider}/users/riet", json=claims).raise_for_status()


def with_code(page, later):
    """Sign in by password and code; `later` for the second time, as a code works once."""
    sign_in_here(page, "publicist")
    page.get_by_label("Code").fill(code_of(SECRET, later))
    page.get_by_role("button", name="Inloggen", exact=True).click()


def with_provider(page, later):
    page.get_by_role("link", name="Inloggen met JenV").click()
    page.get_by_placeholder("sub").fill("riet")
    page.get_by_role("button", name="Authorize").click()


WAYS = pytest.mark.parametrize("sign_in_by", [with_code, with_provider])


def lose_the_session(page, sign_in_by):
    """Sign in, fill a form, and lose the session after two hours."""
    page.clock.install()
    page.goto(FORM)
    sign_in_by(page, later=False)
    page.wait_for_url(f"**{FORM}")
    page.fill("#id_subject", "Aanbieding werkprogramma 2024")
    page.select_option("#id_signatures-0-capacity", "mede_namens")
    page.fill("#id_signatures-0-office", "Minister")
    Session.objects.all().delete()
    page.clock.fast_forward("02:00:00")


@WAYS
def test_signing_in_goes_over_the_form(visit, second_factor, single_sign_on, sign_in_by):
    page = visit()
    lose_the_session(page, sign_in_by)
    with page.context.expect_page() as opened:
        page.get_by_role("dialog").get_by_role("link", name="Inloggen").click()
    sign_in_by(opened.value, later=True)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("input[name=_save]").last.click()
    page.wait_for_url("**/letter/")
    assert subject_and_offices() == ("Aanbieding werkprogramma 2024", ["Minister"])


@WAYS
def test_without_script_the_form_is_back(visit, second_factor, single_sign_on, sign_in_by):
    page = visit()
    lose_the_session(page, sign_in_by)
    page.evaluate("document.getElementById('letter_form').submit()")
    expect(page.get_by_text("Na het inloggen staat er weer wat u typte")).to_be_visible()
    sign_in_by(page, later=True)
    expect(page.get_by_text("Wat u typte, staat er weer")).to_be_visible()
    page.locator("input[name=_save]").last.click()
    page.wait_for_url("**/letter/")
    assert subject_and_offices() == ("Aanbieding werkprogramma 2024", ["Minister"])


def subject_and_offices():
    letter = Letter.objects.get()
    return letter.subject, [each.office for each in letter.signatures.all()]
