"""Documents in a bucket of a real S3 server."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import urlsplit

import httpx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from inspectie import stores
from inspectie.bucket import AWAY
from programmes.models.outage import StoreAwayError
from programmes.opendata import making
from tests import bucket, factories
from tests.forwarder import forwarder
from tests.opendata.files import Quiet
from tests.processes import process


@pytest.fixture(scope="module")
def address():
    with bucket.running() as running:
        yield running


@pytest.fixture
def documents(settings, address):
    """The storage of documents in the bucket."""
    settings.STORAGES = settings.STORAGES | {"default": stores.bucket(address, "media")}
    return storages["default"]


def content(storage, name):
    with storage.open(name) as file:
        return file.read()


def test_an_address_names_key_secret_host_bucket_and_region():
    address = "https://sleutel:geheim%2F%2B@s3.example.nl:9000/register?region=nl-ams"
    assert stores.bucket(address, "media") == {
        "BACKEND": "inspectie.bucket.Bucket",
        "OPTIONS": {
            "endpoint_url": "https://s3.example.nl:9000",
            "access_key": "sleutel",
            "secret_key": "geheim/+",
            "bucket_name": "register",
            "region_name": "nl-ams",
            "location": "media",
        },
    }


def test_two_files_of_one_name_are_both_kept(documents, monkeypatch):
    """Also when both found the name to be free."""
    monkeypatch.setattr(documents, "get_alternative_name", lambda root, end: f"{root}_2{end}")
    first = documents.save("a/brief.pdf", ContentFile(b"1"))
    second = documents._save("a/brief.pdf", ContentFile(b"2"))
    assert (first, second) == ("a/brief.pdf", "a/brief_2.pdf")
    assert [content(documents, name) for name in (first, second)] == [b"1", b"2"]


@pytest.mark.django_db
def test_a_document_is_handed_out_by_the_site_alone(documents, address, client):
    programme = factories.ProgrammeFactory(file=ContentFile(b"%PDF-1.7 inhoud", "brief.pdf"))
    assert b"".join(client.get("/werkprogrammas/2024/bestand/")) == b"%PDF-1.7 inhoud"
    bucket_of = urlsplit(address)
    asking = HTTPConnection(bucket_of.hostname, bucket_of.port)
    asking.request("GET", f"{bucket_of.path}/media/{programme.file.name}")
    assert asking.getresponse().status == 403


def test_what_the_store_refuses_is_an_os_error(documents, settings):
    with pytest.raises(FileNotFoundError):
        content(documents, "a/weg.pdf")
    nobody = stores.bucket("http://a:b@127.0.0.1:9/register")
    settings.STORAGES = settings.STORAGES | {"default": nobody}
    with pytest.raises(OSError, match="Could not connect"):
        storages["default"].save("a.pdf", ContentFile(b"1"))
    assert not storages["default"].can_be_written()


PDF = "/werkprogrammas/2024/bestand/"
ZIP = "/open-data/register.zip"


@pytest.fixture
def away(transactional_db, documents, settings, address):
    """A server with a document and a snapshot, and the `Forwarder` to its bucket."""
    with forwarder((urlsplit(address).hostname, urlsplit(address).port)) as found:
        url = address.replace(str(found.server[1]), str(found.port))
        snapshots = {stores.SNAPSHOTS: stores.bucket(address, "open-data")}
        settings.STORAGES = settings.STORAGES | snapshots
        storages[stores.SNAPSHOTS].bucket.objects.delete()
        factories.ProgrammeFactory(file=ContentFile(b"%PDF-1.7 inhoud", "brief.pdf"))
        making.make("https://register.example", Quiet())
        with process(MEDIA_S3=url, GRANIAN_BLOCKING_THREADS="4") as port:
            yield found, f"http://127.0.0.1:{port}"


def asked(site, path):
    """Return the status of a request, of which a 503 is our page."""
    answer = httpx.get(site + path, timeout=60)
    if answer.status_code == 503:
        assert "<h1>Even geduld</h1>" in answer.text
        assert answer.headers["Retry-After"] == "5"
    return answer.status_code


@pytest.mark.parametrize("how", ["closed", "frozen"])
def test_a_bucket_that_is_away_costs_no_visitor_much(away, how):
    bucket_, site = away
    usual = [PDF, ZIP, "/open-data/", "/"]
    assert [asked(site, each) for each in usual] == [200] * 4
    bucket_.close() if how == "closed" else bucket_.moving.clear()
    assert [asked(site, each) for each in usual] == [503, 503, 200, 200]

    known, began = len(bucket_.pairs), time.monotonic()
    with ThreadPoolExecutor(8) as crowd:
        answers = [*crowd.map(partial(asked, site), [PDF, ZIP] * 8)]
        others = [*crowd.map(partial(asked, site), ["/open-data/", "/"] * 4)]
    assert {*answers} == {503}
    assert {*others} == {200}
    # One of them all waits for the bucket, and the next one `AWAY` seconds later.
    attempts = (len(bucket_.pairs) - known) / 2
    assert attempts <= 1 + (time.monotonic() - began) / AWAY

    bucket_.open() if how == "closed" else bucket_.moving.set()
    late = time.monotonic() + 20
    while [asked(site, each) for each in usual] != [200] * 4:
        assert time.monotonic() < late


class Unsteady(BaseHTTPRequestHandler):
    """A store with a file `a`, in which `slow` gives no answer, and each second write fails.

    The content of `pausing` stops after its first byte, for longer than visitors wait for that.
    """

    def do_GET(self):
        if self.path.endswith("/slow"):
            self.server.ended.wait()
            return
        self.answer(200, 2)
        self.wfile.write(b"1")
        if self.path.endswith("/pausing"):
            self.server.ended.wait(1.5)
        self.wfile.write(b"2")

    def do_PUT(self):
        self.write()

    def do_DELETE(self):
        self.write()

    def write(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.writes.append(self.command)
        self.answer(503 if len(self.server.writes) % 2 else 200, 0)

    def answer(self, status, size):
        self.send_response(status)
        self.send_header("Content-Length", str(size))
        self.end_headers()

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def unsteady(settings):
    """The storage of documents in an `Unsteady` store, with `writes`: what it was asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Unsteady) as server:
        server.ended, server.writes = Event(), []
        Thread(target=server.serve_forever, daemon=True).start()
        place = stores.bucket(f"http://a:b@127.0.0.1:{server.server_port}/register")
        settings.STORAGES = settings.STORAGES | {"default": place}
        storages["default"].writes = server.writes
        yield storages["default"]
        server.ended.set()
        server.shutdown()


def test_one_slow_object_leaves_the_others(unsteady):
    for _again in range(3):
        with pytest.raises(StoreAwayError):
            unsteady.open("slow")
        assert content(unsteady, "a") == b"12"


def test_after_its_first_byte_an_object_may_pause(unsteady):
    assert content(unsteady, "pausing") == b"12"
    assert unsteady.part("pausing", 0, 1).read() == b"12"


def test_a_write_is_tried_again(unsteady):
    unsteady.replace("a", b"1")
    unsteady.delete("a")
    assert unsteady.writes == ["PUT", "PUT", "DELETE", "DELETE"]


def test_staff_read_that_a_file_was_not_stored(documents, client, settings, redacteur):
    nobody = stores.bucket("http://a:b@127.0.0.1:7/register")
    settings.STORAGES = settings.STORAGES | {"default": nobody}
    client.force_login(redacteur)
    file = SimpleUploadedFile("blad.csv", b"titel\nEen activiteit\n")
    data = {"kind": "activiteiten", "file": file}
    answer = client.post("/beheer/programmes/sheetimport/add/", data, follow=True)
    assert "de opslag van documenten antwoordt niet" in answer.text
