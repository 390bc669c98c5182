"""TOTP codes and recovery codes. tests/browser tests passkeys."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.cache import cache

from inspectie.accounts.models import AuditEntry
from inspectie.accounts.sessions import BEGAN
from tests.factories import PASSWORD
from tests.inspectie.accounts.totp import code_of

APP = "/beheer/tweede-factor/app/"
ENTER = "/beheer/tweede-factor/invoeren/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def confirm(client):
    def send():
        return client.post("/beheer/bevestigen/", {"password": PASSWORD})

    return send


@pytest.fixture
def with_app(client, sign_in, paul):
    """Set up an app for paul, sign out, and return the secret of the app."""
    sign_in("paul")
    secret = client.get(APP).context["form"].secret
    client.post(APP, {"code": code_of(secret)})
    client.post("/beheer/uitloggen/")
    return secret


def test_a_publicist_is_led_to_set_up_a_second_factor_and_can_go_on_then(client, sign_in, paul):
    response = sign_in("paul", follow=True)
    assert response.redirect_chain[-1][0] == "/beheer/tweede-factor/"
    assert "U hebt nog geen tweede factor" in response.text
    assert client.get("/beheer/programmes/activity/")["Location"] == "/beheer/tweede-factor/"
    secret = client.get(APP).context["form"].secret
    response = client.post(APP, {"code": code_of(secret)}, follow=True)
    assert response.redirect_chain[-1][0] == "/beheer/tweede-factor/herstelcodes/"
    assert len(response.context["unused_codes"]) == 10
    assert client.get("/beheer/programmes/activity/").status_code == 200


def test_the_password_is_asked_again_later(client, sign_in, confirm, paul):
    sign_in("paul")
    session = client.session
    session[BEGAN] -= 301
    session.save()
    assert client.get(APP)["Location"] == f"/beheer/bevestigen/?next={APP.replace('/', '%2F')}"
    confirm()
    assert client.get(APP).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_can_be_done_before_that(client, sign_in, paul, method):
    sign_in("paul")
    address = "/beheer/programmes/signatory/add/"
    response = getattr(client, method)(address, {"name": "x", "office": "y"})
    assert (response.status_code, response["Location"]) == (302, "/beheer/tweede-factor/")


def test_an_administrator_needs_one_too(client, sign_in):
    User.objects.create_superuser("baas", password=PASSWORD)
    sign_in("baas")
    assert client.get("/beheer/")["Location"] == "/beheer/tweede-factor/"


def test_an_editor_needs_none(client, sign_in, anna):
    sign_in("anna")
    assert client.get("/beheer/").status_code == 200


def test_without_the_setting_nobody_needs_one(client, sign_in, paul, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in("paul")
    assert client.get("/beheer/").status_code == 200


def test_the_password_alone_is_not_enough_then(client, sign_in, with_app):
    assert sign_in("paul")["Location"] == ENTER
    assert client.get("/beheer/")["Location"] == "/beheer/login/?next=/beheer/"
    assert client.post(ENTER, {"code": code_of(with_app, later=True)})["Location"] == "/beheer/"
    assert client.get("/beheer/").status_code == 200


def test_the_admin_has_no_form_of_its_own_to_sign_in(client, sign_in, with_app, anna):
    # That form has no second factor and no rate limit.
    sign_in("anna")
    response = client.post("/beheer/login/", {"username": "paul", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/beheer/")
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_a_recovery_code_works_once(client, sign_in, with_app, paul):
    codes = Authenticator.objects.get(user=paul, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    sign_in("paul")
    assert client.post(ENTER, {"code": code})["Location"] == "/beheer/"
    client.post("/beheer/uitloggen/")
    sign_in("paul")
    assert client.post(ENTER, {"code": code}).context["form"].errors == {
        "code": ["Deze code klopt niet, of is al gebruikt."]
    }


def test_a_code_from_an_app_works_once_as_long_as_it_is_valid(client, sign_in, with_app, paul):
    code = code_of(with_app, later=True)
    sign_in("paul")
    assert client.post(ENTER, {"code": code})["Location"] == "/beheer/"
    client.post("/beheer/uitloggen/")
    # What allauth remembers for half a minute.
    cache.delete(f"allauth.mfa.totp.used?user={paul.pk}&code={code}")
    sign_in("paul")
    refused = client.post(ENTER, {"code": f"{code[:3]} {code[3:]}"})
    assert refused.context["form"].errors == {"code": ["Deze code klopt niet, of is al gebruikt."]}
    assert AuditEntry.objects.filter(kind="factor_geweigerd", account="paul").count() == 1


def test_codes_are_limited(client, sign_in, with_app):
    sign_in("paul")
    for _attempt in range(5):
        client.post(ENTER, {"code": "000000"})
    response = client.post(ENTER, {"code": code_of(with_app, later=True)})
    assert response.context["form"].errors == {
        "code": ["Dit ging te vaak mis. Wacht vijf minuten en probeer het dan nog eens."]
    }
    assert AuditEntry.objects.filter(kind="factor_geweigerd", account="paul").count() == 5


def test_who_removes_the_last_one_sets_up_another(client, sign_in, with_app):
    sign_in("paul")
    client.post(ENTER, {"code": code_of(with_app, later=True)})
    client.post(f"{APP}verwijderen/")
    assert Authenticator.objects.count() == 0
    assert client.get("/beheer/")["Location"] == "/beheer/tweede-factor/"


def test_an_administrator_removes_one_that_was_lost(admin_client, with_app, paul, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    address = f"/beheer/auth/user/{paul.pk}/tweede-factor/"
    page = admin_client.get(address).text
    assert "<h2>paul</h2>" in page
    assert "Daarna logt deze persoon in met het wachtwoord" in page
    assert Authenticator.objects.filter(user=paul).count() == 2
    admin_client.post(address)
    assert Authenticator.objects.filter(user=paul).count() == 0
    assert admin_client.get("/beheer/auth/user/999999/tweede-factor/").status_code == 404


def test_nobody_else_removes_one(client, with_app, paul, anna, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    for user in (anna, paul):
        client.force_login(user)
        assert client.post(f"/beheer/auth/user/{paul.pk}/tweede-factor/").status_code == 403
    assert Authenticator.objects.filter(user=paul).count() == 2
