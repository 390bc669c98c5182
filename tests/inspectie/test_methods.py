"""What a public address answers to another method than GET."""

import pytest

from tests.addresses import BESIDE, DETAILS, FEEDS, FILES, LISTS, PAGES, address
from tests.world import make_world

pytestmark = pytest.mark.django_db
PUBLIC = {*PAGES, *LISTS, *DETAILS, *FEEDS, *BESIDE, *FILES} - {"follow"}


@pytest.fixture
def strict(client):
    """Return a client whose forms need a CSRF token, as those of a browser."""
    client.handler.enforce_csrf_checks = True
    return client


def test_no_public_address_is_written_to(strict):
    make_world()
    for name in PUBLIC:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            response = strict.generic(method, address(name))
            answer = (response.status_code, response["Allow"], response.content)
            assert answer == (405, "GET, HEAD, OPTIONS", b""), (name, method)


@pytest.mark.parametrize("path", ["/", "/activiteiten.csv", "/livez"])
def test_options_says_what_can_be_asked(client, path):
    response = client.options(path)
    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", "GET, HEAD, OPTIONS"),
        ("/livez", "GET, HEAD, OPTIONS"),
        ("/api/v1", "GET, HEAD, OPTIONS"),
        ("/beheer/", "GET, HEAD, POST"),
        ("/beheer/inloggen/", "GET, HEAD, POST"),
        ("/volgen/", "GET, HEAD, POST"),
    ],
)
def test_other_methods_are_refused_everywhere(client, method, path, allowed):
    response = client.generic(method, path)
    assert (response.status_code, response["Allow"]) == (405, allowed)


def test_an_address_that_does_not_exist_is_not_found(strict):
    assert strict.post("/bestaat-niet/").status_code == 404


def test_a_form_without_its_token_is_still_refused(strict):
    assert strict.post("/beheer/inloggen/").status_code == 403
