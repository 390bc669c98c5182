"""Snapshots in a bucket of a real S3 server."""

import hashlib

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from inspectie import stores
from programmes.opendata import making, shared, snapshot
from tests import bucket, factories
from tests.opendata.files import Quiet

pytestmark = pytest.mark.django_db


def make():
    return making.make("https://register.example", Quiet())


@pytest.fixture
def store(settings):
    with bucket.running() as address:
        entry = stores.bucket(address, "open-data")
        settings.STORAGES = settings.STORAGES | {shared.ALIAS: entry}
        yield storages[shared.ALIAS]


def test_every_server_hands_out_the_files_in_the_bucket(store, client, snapshots):
    assert snapshot.current() is None
    factories.ProgrammeFactory()
    made = make()
    assert [path.name for path in snapshots.iterdir()] == [".lock"]
    for name in ("register.zip", "register.sqlite"):
        content = b"".join(client.get(f"/open-data/{name}"))
        file = made.files[name]
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    part = client.get("/open-data/register.zip", headers={"Range": "bytes=0-3"})
    assert (part.status_code, b"".join(part)) == (206, b"PK\x03\x04")
    assert client.get(reverse("open-data")).context["snapshot"] == made


def test_the_snapshot_before_stays_for_its_readers_and_older_ones_go(store):
    made = [make() for _again in range(3)]
    held = {name.partition("/")[0] for name in store.names()}
    folders = [each.files["register.zip"].path.parent.name for each in made]
    assert held == {"current", *folders[1:]}
    assert snapshot.current() == made[-1]
