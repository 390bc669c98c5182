import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_attempts():
    cache.clear()


def sign_in(client, password, name="anna"):
    return client.post("/beheer/inloggen/", {"login": name, "password": password})


@pytest.fixture
def anna():
    return User.objects.create_user("anna", password="een lang wachtwoord", is_staff=True)


def test_the_admin_leads_to_the_one_page_to_sign_in(client):
    response = client.get("/beheer/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/beheer/inloggen/?next=%2Fbeheer%2F")
    assert "Inloggen is alleen voor medewerkers" in response.text


def test_staff_sign_in_and_come_to_the_admin(client, anna):
    response = sign_in(client, "een lang wachtwoord")
    assert (response.status_code, response["Location"]) == (302, "/beheer/")


def test_a_refusal_does_not_tell_whether_the_name_exists(client, anna):
    wrong_password = sign_in(client, "fout").context["form"].errors
    unknown_name = sign_in(client, "fout", "niemand").context["form"].errors
    assert wrong_password == unknown_name
    assert wrong_password != {}


def test_attempts_are_limited(client, anna):
    for _attempt in range(5):
        sign_in(client, "fout")
    response = sign_in(client, "een lang wachtwoord")
    assert response.context["form"].non_field_errors() == [
        "Te veel inlogpogingen. Probeer het later nogmaals."
    ]


def test_attempts_from_one_address_are_limited(client):
    for attempt in range(10):
        sign_in(client, "fout", f"naam-{attempt}")
    assert sign_in(client, "fout", "nog-iemand").context["form"].non_field_errors() == [
        "Te veel inlogpogingen. Probeer het later nogmaals."
    ]


def test_nobody_signs_up(client):
    assert client.get("/beheer/aanmelden/").status_code == 404


def test_somebody_without_rights_is_kept_out(client):
    client.force_login(User.objects.create_user("bezoeker"))
    assert client.get("/beheer/").status_code in (302, 403)
    assert client.get("/beheer/", follow=True).status_code == 403
