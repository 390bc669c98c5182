"""Error pages have the style of the site, and links to go on."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.views.defaults import server_error

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
