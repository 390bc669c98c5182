"""Documents in a bucket of a real S3 server."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from inspectie import stores
from tests import bucket, factories


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
