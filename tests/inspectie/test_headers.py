"""Responses to visitors are compressed; responses with a CSRF token or a session are not."""

import gzip

import pytest

pytestmark = pytest.mark.django_db
ASKED = {"Accept-Encoding": "gzip"}


def test_a_page_is_compressed_for_who_asks_for_it(client):
    response = client.get("/begrippen/", headers=ASKED)
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert "<h1>Begrippen</h1>" in gzip.decompress(response.content).decode()
    assert not client.get("/begrippen/").has_header("Content-Encoding")


def test_a_page_with_a_secret_is_sent_as_it_is(client):
    assert not client.get("/beheer/inloggen/", headers=ASKED).has_header("Content-Encoding")
    client.cookies["sessionid"] = "x"
    assert not client.get("/begrippen/", headers=ASKED).has_header("Content-Encoding")


def test_a_file_is_sent_as_it_is(client):
    assert not client.get("/activiteiten.csv", headers=ASKED).has_header("Content-Encoding")
