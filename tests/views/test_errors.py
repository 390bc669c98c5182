"""Error pages have the style of the site, and links to go on."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.views.defaults import server_error

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_question_that_cannot_be_understood(client):
    response = client.get("/", headers={"host": "een ander"})
    assert response.status_code == 400
    assert "Deze vraag klopt niet" in response.text


def test_a_page_for_others(client):
    client.force_login(User.objects.create_user("bezoeker"))
    response = client.get("/beheer/", follow=True)
    assert response.status_code == 403
    assert "U mag hier niet bij" in response.text


def test_a_form_that_is_too_old():
    response = Client(enforce_csrf_checks=True).post("/beheer/inloggen/", {"login": "a"})
    assert response.status_code == 403
    assert "Het formulier is verlopen" in response.text


def test_a_fault_of_ours(rf, settings):
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Dat ligt aan ons, niet aan u." in response.text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_public_site_is_for_reading(client, method):
    response = getattr(client, method)("/werkprogrammas/")
    assert response.status_code == 405


@pytest.mark.parametrize("digits", [19, 25, 5000])
@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-diwoo-infocat012-werkprogrammas-{}.xml",
        "/sitemap-paginas-programme.xml?p={}",
        "/beheer/passkeys/{}/",
    ],
)
def test_a_number_of_any_length_is_answered(client, address, digits):
    assert client.get(address.format("9" * digits)).status_code in (302, 404)


@pytest.mark.parametrize("cookie", [r'"abcdefgh\000"', r'"\000"', "a" * 5000, "' OR 1=1", "é"])
@pytest.mark.parametrize("address", ["/", "/beheer/inloggen/"])
def test_a_session_cookie_that_nobody_was_given_is_no_session(client, address, cookie):
    response = client.get(address, headers={"cookie": f"sessionid={cookie}"})
    assert response.status_code == 200


@pytest.mark.parametrize("credential", ["[" * 100_000, "9" * 5000, "{", '{"a":' * 5000, "\0", ""])
def test_a_passkey_that_is_no_json_is_refused(client, credential):
    response = client.post("/beheer/passkeys/inloggen/", {"credential": credential})
    assert response.status_code in (200, 302)


def test_a_letter_with_an_address_without_a_scheme_has_a_page(client):
    letter = factories.LetterFactory(url="www.rijksoverheid.nl/brief")
    assert "rijksoverheid.nl/brief</a>" in client.get(letter.get_absolute_url()).text


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%FF%FE", "q=%C3%28", "q=%ED%A0%80", "q=a%00b&pagina=1", "pagina=%00", "%00=1",
     "pagina=99999999999999999999", "pagina=-1", "pagina=1e9", "pagina=%D9%A1", "%FF=%FF",
     "a" * 4000],
)  # fmt: skip
@pytest.mark.parametrize(
    "address",
    ["/activiteiten/", "/activiteiten.csv", "/zoeken/", "/wijzigingen/", "/wijzigingen.atom",
     "/api/v1/activiteiten", "/api/v1/zoek", "/werkprogrammas/2024/"],
)  # fmt: skip
def test_a_query_of_any_bytes_is_answered(client, address, query):
    assert client.get(f"{address}?{query}").status_code in (200, 400, 404)
