"""Single sign-on against a real OpenID Connect provider, see tests/openid.py."""

from urllib.parse import urlsplit

import httpx
import pghistory
import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group, User

from inspectie.accounts.adapters import set_groups
from inspectie.accounts.models import AuditEntry
from tests.openid import GROUPS, app_of

LOGIN = "/beheer/oidc/sso/inloggen/"


@pytest.fixture(autouse=True)
def configured(provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS = app_of(provider)
    settings.OIDC_GROUPS = GROUPS


@pytest.fixture
def come_from_provider(client, provider):
    """Return a function that signs a user in at the provider and returns the final response."""

    def go(sub, query="", **claims):
        httpx.put(f"{provider}/users/{sub}", json=claims).raise_for_status()
        there = client.get(f"{LOGIN}{query}")["Location"]
        back = httpx.post(there, data={"sub": sub}).headers["Location"]
        return client.get(back.removeprefix("http://testserver"))

    return go


def groups_of(user):
    return sorted(user.groups.values_list("name", flat=True))


def test_the_button_leads_to_the_provider(client, provider):
    page = client.get("/beheer/inloggen/?next=/beheer/programmes/").text
    assert f'href="{LOGIN}?' in page
    assert "next=%2Fbeheer%2Fprogrammes%2F" in page
    assert "Inloggen met JenV" in page
    there = urlsplit(client.get(LOGIN)["Location"])
    assert f"{there.scheme}://{there.netloc}" == provider
    assert "code_challenge=" in there.query
    assert "redirect_uri=http%3A%2F%2Ftestserver%2Fbeheer%2Foidc%2Fsso%2Fterug%2F" in there.query


def test_without_settings_there_is_no_button_and_no_way(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "oidc" not in client.get("/beheer/inloggen/").text
    assert client.get(LOGIN).status_code == 404


def test_the_first_time_makes_an_account_with_the_groups_of_the_claim(client, come_from_provider):
    response = come_from_provider("1", preferred_username="riet", groups=["wp-redactie", "anders"])
    assert (response.status_code, response["Location"]) == (302, "/beheer/")
    riet = User.objects.get(username="riet")
    assert (riet.is_staff, riet.is_superuser, groups_of(riet)) == (True, False, ["redacteur"])
    assert not riet.has_usable_password()
    assert client.get("/beheer/").status_code == 200
    assert list(
        AuditEntry.objects.filter(account="riet")
        .order_by("pk")
        .values_list("kind", "by", "details")
    ) == [
        ("account_gemaakt", "OpenID Connect", ""),
        ("recht_gegeven", "OpenID Connect", "groep redacteur"),
        ("recht_gegeven", "OpenID Connect", "medewerker"),
        ("ingelogd", "", "account van de organisatie"),
    ]


def test_each_time_brings_the_groups_up_to_date(come_from_provider):
    come_from_provider("2", preferred_username="paul", groups=["wp-redactie"])
    paul = User.objects.get(username="paul")
    paul.groups.add(Group.objects.create(name="hier gegeven"))
    come_from_provider("2", preferred_username="paul", groups="wp-publicatie")
    assert groups_of(paul) == ["hier gegeven", "publicist"]


def test_the_source_of_the_groups_is_not_that_of_a_later_change(db):
    paul = User.objects.create(username="paul")
    with pghistory.context(user=7) as request:
        set_groups(paul, [])
    assert request.metadata == {"user": 7}


@pytest.mark.parametrize("claims", [{}, {"groups": []}, {"groups": ["beheerders"]}, {"groups": 5}])
def test_without_a_group_nobody_comes_in(client, come_from_provider, claims):
    response = come_from_provider("3", preferred_username="x", **claims)
    assert response.status_code == 403
    assert "U hebt geen toegang" in response.text
    assert User.objects.count() == 0
    assert AuditEntry.objects.get(kind="geweigerd").details == "geen groep geeft toegang"
    assert client.get("/beheer/").status_code == 302


def test_who_loses_all_groups_is_out(client, come_from_provider):
    come_from_provider("4", preferred_username="ex", groups=["wp-publicatie"])
    client.logout()
    assert come_from_provider("4", preferred_username="ex").status_code == 403
    user = User.objects.get(username="ex")
    assert (user.is_staff, groups_of(user)) == (False, [])


def test_an_account_that_exists_is_not_taken_over(come_from_provider):
    boss = User.objects.create_superuser("beheerder", "baas@example.nl", "een lang wachtwoord")
    come_from_provider(
        "5", preferred_username="beheerder", email="baas@example.nl", groups=["wp-redactie"]
    )
    other = User.objects.exclude(pk=boss.pk).get()
    assert (other.is_superuser, groups_of(other), groups_of(boss)) == (False, ["redacteur"], [])


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_who_is_signed_in_cannot_be_made_to_connect_an_account(
    client, come_from_provider, admin_user, process
):
    client.force_login(admin_user)
    response = come_from_provider("8", f"?process={process}", groups=["wp-redactie"])
    assert response.status_code == 401
    assert SocialAccount.objects.count() == 0
    assert client.session["_auth_user_id"] == str(admin_user.pk)


def test_a_blocked_account_stays_out(client, come_from_provider):
    come_from_provider("6", preferred_username="weg", groups=["wp-redactie"])
    client.logout()
    User.objects.filter(username="weg").update(is_active=False)
    response = come_from_provider("6", preferred_username="weg", groups=["wp-redactie"])
    assert response["Location"] == "/beheer/geblokkeerd/"
    assert client.get("/beheer/").status_code == 302
    refused = AuditEntry.objects.get(kind="geweigerd")
    assert (refused.account, refused.details) == ("weg", "het account is geblokkeerd")


def test_a_second_factor_is_asked_unless_the_provider_does(client, come_from_provider, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    come_from_provider("7", preferred_username="paul", groups=["wp-publicatie"])
    assert client.get("/beheer/")["Location"] == "/beheer/tweede-factor/"
    settings.OIDC_SECOND_FACTOR = True
    assert client.get("/beheer/").status_code == 200


def test_an_answer_that_was_not_asked_for_is_refused(client):
    response = client.get("/beheer/oidc/sso/terug/?code=x&state=y")
    assert "Inloggen is niet gelukt" in response.text
    assert AuditEntry.objects.filter(kind="geweigerd").count() == 1
