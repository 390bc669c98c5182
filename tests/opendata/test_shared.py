"""Snapshots in a bucket of a real S3 server."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

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
        storages[shared.ALIAS].bucket.objects.delete()
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


@pytest.fixture
def upload(tmp_path):
    """A folder to publish, with some files."""
    folder = tmp_path / "upload"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.csv").write_bytes(b"a")
    return folder


def folders(store):
    return {name.partition("/")[0] for name in store.names()}


def folder_of(made):
    return made.files["register.zip"].path.parent.name


def test_what_no_server_reads_or_uploads_any_more_is_deleted(store):
    old = [f"2020010{day}T000000000000" for day in (1, 2)]
    for each in old:
        store.save(f"{each}/register.zip", ContentFile(b"a"))
    store.replace("current", old[1].encode())
    first = make()
    assert folders(store) == {"current", old[1], folder_of(first)}
    second = make()
    assert folders(store) == {"current", folder_of(first), folder_of(second)}
    assert snapshot.current() == second


def named_after(minutes):
    return f"{timezone.now() + timedelta(minutes=minutes):{shared.NAME}}"


def test_two_servers_that_publish_at_once_keep_what_the_other_uploads(store, upload):
    """The first is still uploading while the second publishes, and ends later."""
    made, earlier, later = make(), named_after(1), named_after(2)
    store.save(f"{earlier}/0.csv", ContentFile(b"a"))
    shared.publish(upload, later)
    shared.publish(upload, earlier)
    assert shared.current_folder() == later
    assert folders(store) == {"current", folder_of(made), earlier, later}
    assert len([*store.names()]) == 1 + 3 + 20 + 20


def test_several_publishers_at_once_leave_each_others_files_whole(store, upload):
    names = [named_after(minutes) for minutes in range(4)]
    with ThreadPoolExecutor() as publishers:
        assert [*publishers.map(partial(shared.publish, upload), names)] == [None] * 4
    assert folders(store) == {"current", *names}
    assert len([*store.names()]) == 1 + 4 * 20
