"""The state of a session, for the script of a form."""

import pytest
from django.test import Client

ADDRESS = "/beheer/sessie/"


def test_the_state_of_a_session(as_redacteur, redacteur):
    response = as_redacteur.get(ADDRESS)
    state = response.json()
    assert state | {"csrf": ""} == {
        "user": str(redacteur.pk), "idle": 3600, "longest": 12 * 3600, "csrf": "",
    }  # fmt: skip
    assert "no-store" in response["Cache-Control"]


def test_its_token_is_accepted(redacteur):
    client = Client(enforce_csrf_checks=True)
    client.force_login(redacteur)
    token = client.get(ADDRESS).json()["csrf"]
    given = {"csrfmiddlewaretoken": token}
    assert client.post("/beheer/programmes/letter/add/", given).status_code == 200


@pytest.mark.django_db
def test_without_a_session_there_is_no_state(client):
    response = client.get(ADDRESS)
    assert (response.status_code, response.json()) == (401, {})


def test_the_window_to_sign_in_ends_with_a_page_that_says_so(as_redacteur, client):
    assert "U bent weer ingelogd" in as_redacteur.get("/beheer/sessie/terug/").text
    client.logout()
    response = client.get("/beheer/sessie/terug/")
    assert response["Location"] == "/beheer/inloggen/?next=/beheer/sessie/terug/"
