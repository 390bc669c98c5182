"""What is compressed, and for whom, and what other sites may read."""

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


def test_a_file_is_compressed_while_it_is_sent(client):
    response = client.get("/activiteiten.csv", headers=ASKED)
    assert (response["Content-Encoding"], response["Vary"]) == ("gzip", "Accept-Encoding")
    sent = gzip.decompress(b"".join(response.streaming_content))
    assert sent == b"".join(client.get("/activiteiten.csv").streaming_content)


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("br;q=1, gzip; q=0.000", None),
        ("identity", None),
        ("", None),
    ],
)
def test_a_coding_that_is_refused_is_not_used(client, accepts, coding):
    for path in ("/begrippen/", "/activiteiten.json", "/open-data/datapackage.json"):
        for _ in range(2):
            response = client.get(path, headers={"Accept-Encoding": accepts})
            assert response.headers.get("Content-Encoding") == coding


def test_every_process_sends_the_same_policy(client):
    assert client.get("/begrippen/")["Content-Security-Policy"] == (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; "
        "object-src 'none'; script-src 'self'; style-src 'self'"
    )


def test_head_answers_as_get(client):
    for path in ("/", "/activiteiten/", "/open-data/catalogus.ttl"):
        got, asked = client.get(path, headers=ASKED), client.head(path, headers=ASKED)
        assert asked.headers == got.headers
        assert asked.content == b""


@pytest.mark.parametrize(
    "path",
    [
        "/activiteiten.csv",
        "/activiteiten.json",
        "/activiteiten.atom",
        "/wijzigingen.atom",
        "/open-data/catalogus.ttl",
        "/open-data/datapackage.json",
        "/open-data/csv-metadata.json",
    ],
)
def test_scripts_of_other_sites_may_read_every_open_file(client, path):
    assert client.get(path)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/", "/activiteiten/", "/beheer/x.csv"])
def test_scripts_of_other_sites_read_no_pages(client, path):
    assert not client.get(path).has_header("Access-Control-Allow-Origin")
