"""The drill with documents and copies of backups in buckets of a real S3 server."""

import shutil

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection

from inspectie import stores
from inspectie.backup import folder, remote
from inspectie.monitoring.figures import BACKUP_AGE
from tests import bucket, factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def address():
    with bucket.running() as running:
        yield running


@pytest.fixture(autouse=True)
def buckets(settings, address, tmp_path):
    """Keep documents and copies of backups in one bucket, which is empty."""
    settings.BACKUP_ROOT = tmp_path / "backups"
    settings.STORAGES = settings.STORAGES | {
        "default": stores.bucket(address, "media"),
        stores.BACKUPS: stores.bucket(address),
    }
    storages[stores.BACKUPS].bucket.objects.delete()


@pytest.fixture
def programme():
    return factories.ProgrammeFactory(file=ContentFile(b"%PDF-1.7 inhoud", "brief.pdf"))


def test_a_register_comes_back_from_a_bucket_to_a_bucket(programme, settings, client):
    call_command("backup")
    (name,) = remote.files()
    assert remote.files() == {name: {"database.dump", "media.tar", "manifest.json"}}
    assert BACKUP_AGE.read() < 60

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE programmes_workprogramme CASCADE")
    storages["default"].delete(programme.file.name)
    shutil.rmtree(settings.BACKUP_ROOT)
    with pytest.raises(CommandError, match=f"2020-01-01T000000Z: {name}"):
        call_command("restore", "2020-01-01T000000Z")
    call_command("restore", name, "--replace")
    assert b"".join(client.get("/werkprogrammas/2024/bestand/")) == b"%PDF-1.7 inhoud"


def test_a_copy_without_its_manifest_and_one_that_need_not_stay_are_deleted():
    days = [f"2020-01-{day:02}T020000Z" for day in range(1, 31)]
    for day in days:
        storages[stores.BACKUPS].save(f"{day}/manifest.json", ContentFile(b"{}"))
    storages[stores.BACKUPS].save("2026-01-01T020000Z/media.tar", ContentFile(b"half"))
    call_command("backup")
    made = folder.backups()[0].path.name
    weeks = [days[11], days[18]]
    assert sorted(remote.files()) == [*weeks, *days[24:], made]


def test_a_backup_that_could_not_be_copied_is_kept_and_does_not_count(settings):
    nobody = stores.bucket("http://a:b@127.0.0.1:9/register")
    there = settings.STORAGES
    settings.STORAGES = there | {stores.BACKUPS: nobody}
    with pytest.raises(CommandError, match="Could not connect"):
        call_command("backup")
    assert len(folder.backups()) == 1
    assert BACKUP_AGE.read() is None

    # Two backups of one second would have one name.
    folder.backups()[0].path.rename(settings.BACKUP_ROOT / "2020-01-01T020000Z")
    settings.STORAGES = there
    call_command("backup", "--if-due")
    (copy,) = remote.files()
    assert BACKUP_AGE.read() < 60
    call_command("backup", "--if-due")
    assert [*remote.files()] == [copy]


def test_a_bucket_that_refuses_is_told_in_a_sentence(settings, address):
    settings.STORAGES = settings.STORAGES | {stores.BACKUPS: stores.bucket(f"{address}-2")}
    with pytest.raises(CommandError, match="NoSuchBucket"):
        call_command("backup")
