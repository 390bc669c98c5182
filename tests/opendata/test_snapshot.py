"""The full exports: consistent, atomically replaced, and correct."""

import fcntl
import hashlib
import json
import shutil
import subprocess
import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from inspectie import settings as inspectie_settings
from programmes.lists.nouns import ALL
from programmes.models import Letter, Signatory
from programmes.models.publication import published_models
from programmes.opendata import making, snapshot
from tests import factories
from tests.opendata.files import Quiet, archive, table

pytestmark = pytest.mark.django_db(transaction=True)

SITE = "https://werkprogrammas.test"
FACTORIES = {each._meta.model: each for each in factories.PublishedFactory.__subclasses__()}
ZIP, SQLITE = "/open-data/register.zip", "/open-data/register.sqlite"


def make():
    return making.make(SITE, Quiet())


def test_the_checksums_are_of_all_other_files(tmp_path):
    make()
    files = archive()
    files.extractall(tmp_path)
    assert shutil.which("sha256sum"), "sha256sum is needed"
    documented = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(documented, cwd=tmp_path).returncode == 0
    sums = dict(
        reversed(line.split("  ", 1)) for line in files.read("SHA256SUMS").decode().splitlines()
    )
    others = [name for name in files.namelist() if name != "SHA256SUMS"]
    assert sums == {name: hashlib.sha256(files.read(name)).hexdigest() for name in others}
    assert {"LEESMIJ.txt", "data-dictionary.md", "datapackage.json"} < set(others)


def test_values_have_the_form_of_each_file():
    activity = factories.ActivityFactory(title="wachtlijsten", partners=["a; b", "c"], slug="w")
    make()
    (row,) = table("activiteiten")
    assert (row["titel"], json.loads(row["samen_met"])) == ("wachtlijsten", ["a; b", "c"])
    assert row["adres"] == f"{SITE}/activiteiten/{activity.slug}/"
    (row,) = json.loads(archive().read("json/activiteiten.json"))["rijen"]
    assert (row["samen_met"], row["samenvatting"]) == (["a; b", "c"], None)


def test_the_sqlite_file_explains_itself():
    made = make()
    assert {row["sleutel"]: row["waarde"] for row in table("over")} == {
        "bron": f"{SITE}/open-data/",
        "licentie": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        "gemaakt_op": made.generated_at.isoformat(timespec="seconds"),
    }
    assert len(table("kolommen")) == sum(len(noun.columns) for noun in ALL)


class Meddler:
    """A progress bar that calls `meddle` when the first row is written."""

    def __init__(self, meddle):
        self.meddle, self.done = meddle, False

    def update(self, count):
        if not self.done:
            self.done = True
            self.meddle()


def test_all_files_tell_of_one_moment():
    factories.ProgrammeFactory()

    def meddle():
        factories.LetterFactory()
        factories.ProgrammeFactory(first_year=2023)

    made = making.make(SITE, Meddler(meddle))
    assert Letter.objects.count() == 1
    assert (made.rows["brieven"], made.rows["werkprogrammas"]) == (0, 1)
    assert json.loads(archive().read("json/brieven.json"))["rijen"] == []


def test_a_moment_that_comes_while_a_snapshot_is_made_is_in_no_file():
    factories.ProgrammeFactory()
    soon = timezone.now() + timedelta(seconds=1)
    factories.LetterFactory(publish_at=soon)

    def wait():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep_until(%s)", [soon])

    made = making.make(SITE, Meddler(wait))
    assert Letter.objects.published().count() == 1
    assert made.rows["brieven"] == 0


def test_what_is_not_public_is_in_no_file():
    hidden = {"publish_at": None}
    factories.ProgrammeFactory(title="[geheim]", letter=factories.LetterFactory(**hidden), **hidden)
    make()
    for file in archive().namelist():
        assert b"[geheim]" not in archive().read(file)
    assert table("werkprogrammas") == []


def test_a_snapshot_that_fails_leaves_the_one_before(snapshots):
    factories.ProgrammeFactory()
    before = make()

    def fail():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        making.make(SITE, Meddler(fail))
    assert snapshot.current() == before
    assert [path.name for path in snapshots.iterdir() if path.name.startswith(".making")] == []


def test_the_snapshot_before_stays_for_its_readers_and_older_ones_go(snapshots):
    made = [make() for _again in range(3)]
    assert [each.files["register.zip"].path.exists() for each in made] == [False, True, True]
    assert snapshot.current() == made[-1]


def test_one_process_at_a_time_makes_a_snapshot(snapshots):
    make()
    with (snapshots / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Een ander proces maakt al een momentopname"):
            call_command("make_snapshot")


def test_the_memory_does_not_grow_with_the_register():
    with connection.cursor() as cursor:
        # Without triggers, which would only make the test slow.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "INSERT INTO programmes_signatory"
            " (slug, name, office, sources, note, publish_at, withdrawal_reason)"
            " SELECT 's-' || n, 'naam ' || n, 'ambt', '{}', repeat('lang ', 4000), now(), ''"
            " FROM generate_series(1, 1000) AS n"
        )
        cursor.execute("SET session_replication_role = origin")
    make()
    tracemalloc.start()
    make()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert Signatory.objects.count() * 20_000 == 20_000_000
    assert peak < 12_000_000


def test_the_command_makes_a_snapshot_for_the_first_host(settings, capsys):
    settings.ALLOWED_HOSTS, settings.HTTPS = [".werkprogrammas.test"], True
    factories.ProgrammeFactory()
    call_command("make_snapshot")
    assert [row["adres"] for row in table("werkprogrammas")] == [f"{SITE}/werkprogrammas/2024/"]
    assert "register.zip" in capsys.readouterr().out


def test_the_command_takes_another_address():
    factories.ProgrammeFactory()
    call_command("make_snapshot", site="https://elders.test/")
    (row,) = table("werkprogrammas")
    assert row["adres"] == "https://elders.test/werkprogrammas/2024/"


def test_the_folder_of_the_settings_can_be_made():
    assert isinstance(inspectie_settings.SNAPSHOT_ROOT, Path)


def test_without_a_name_of_a_host_the_address_has_to_be_given(settings):
    settings.ALLOWED_HOSTS = ["*"]
    with pytest.raises(ImproperlyConfigured):
        making.own_site()
    with pytest.raises(CommandError, match="--site"):
        call_command("make_snapshot")


@pytest.mark.parametrize("address", [ZIP, SQLITE])
def test_without_a_snapshot_there_is_no_file(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "media_type"), [(ZIP, "application/zip"), (SQLITE, "application/vnd.sqlite3")]
)
def test_a_file_is_handed_out_under_the_day_it_tells_of(client, address, media_type):
    made = make()
    response = client.get(address)
    content = b"".join(response)
    file = made.files[address.rpartition("/")[2]]
    assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    day, extension = timezone.localdate(made.generated_at), address.rpartition(".")[2]
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == (f'attachment; filename="register-{day}.{extension}"')


@pytest.mark.parametrize("address", [ZIP, SQLITE])
def test_a_download_that_was_cut_off_goes_on(client, address):
    make()
    whole = client.get(address)
    content = b"".join(whole)
    headers = {"range": "bytes=100-", "if-range": whole["ETag"]}
    rest = client.get(address, headers=headers)
    assert (rest.status_code, rest["Accept-Ranges"]) == (206, "bytes")
    assert b"".join(rest) == content[100:]


def test_an_unchanged_file_is_not_sent_again(client):
    make()
    first = client.get(ZIP)
    first.close()
    tag, moment = first["ETag"], first["Last-Modified"]
    assert client.get(ZIP, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert client.get(ZIP, HTTP_IF_MODIFIED_SINCE=moment).status_code == 304
    factories.ProgrammeFactory()
    make()
    again = client.get(ZIP, HTTP_IF_NONE_MATCH=tag)
    again.close()
    assert again.status_code == 200


@pytest.mark.parametrize("model", published_models(), ids=lambda model: model.__name__)
def test_files_with_a_record_that_was_withdrawn_since_are_not_handed_out(client, model):
    record = FACTORIES[model]()
    make()
    record.withdrawn_at, record.withdrawal_reason = timezone.now(), "Dubbel."
    record.save()
    response = client.get(ZIP)
    assert (response.status_code, response["Retry-After"]) == (503, "3600")
    make()
    again = client.get(ZIP)
    again.close()
    assert again.status_code == 200


def test_what_is_withdrawn_in_a_transaction_that_ends_during_the_making_is_not_handed_out(client):
    signatory = factories.SignatoryFactory()
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(
                "UPDATE programmes_signatory SET withdrawn_at = now(),"
                " withdrawal_reason = 'Dubbel.' WHERE id = %s",
                [signatory.pk],
            )
        made = make()
        other.commit()
    finally:
        other.close()
    signatory.refresh_from_db()
    assert signatory.withdrawn_at < made.generated_at
    assert client.get(ZIP).status_code == 503


@pytest.mark.parametrize(("minutes", "status"), [(-10, 503), (10, 200)])
def test_the_clock_of_the_database_tells_whether_a_record_is_withdrawn(client, minutes, status):
    signatory = factories.SignatoryFactory()
    make()
    signatory.withdrawn_at = timezone.now() + timedelta(minutes=minutes)
    signatory.withdrawal_reason = "Dubbel."
    signatory.save()
    response = client.get(ZIP)
    response.close()
    assert response.status_code == status


def test_a_snapshot_of_an_older_version_is_withheld_while_anything_is_withdrawn(client, snapshots):
    factories.SignatoryFactory(withdrawn_at=timezone.now(), withdrawal_reason="Dubbel.")
    make()
    facts = snapshots / "current" / "snapshot.json"
    content = json.loads(facts.read_text())
    del content["withdrawn"]
    facts.write_text(json.dumps(content))
    assert client.get(ZIP).status_code == 503


def test_a_snapshot_is_old_after_a_day(snapshots):
    made = make()
    assert not made.is_old
    facts = snapshots / "current" / "snapshot.json"
    content = json.loads(facts.read_text())
    content["generated_at"] = (timezone.now() - timedelta(hours=26)).isoformat()
    facts.write_text(json.dumps(content))
    assert snapshot.current().is_old


def made_anew(before):
    call_command("make_snapshot", if_due=True)
    return snapshot.current() != before


def test_a_snapshot_that_is_due_is_made_anew(snapshots):
    assert made_anew(None)
    assert not made_anew(snapshot.current())
    factories.ProgrammeFactory()
    assert not made_anew(snapshot.current())
    facts = snapshots / "current" / "snapshot.json"
    content = json.loads(facts.read_text())
    content["generated_at"] = (timezone.now() - timedelta(hours=24)).isoformat()
    facts.write_text(json.dumps(content))
    assert made_anew(snapshot.current())


def test_a_snapshot_with_a_record_that_was_withdrawn_is_made_anew():
    signatory = factories.SignatoryFactory()
    made = make()
    signatory.withdrawn_at, signatory.withdrawal_reason = timezone.now(), "Dubbel."
    signatory.save()
    assert made_anew(made)
    assert table("ondertekenaars") == []


def test_a_snapshot_that_another_process_makes_is_not_made_twice(snapshots, capsys):
    snapshots.mkdir()
    with (snapshots / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Een ander proces maakt al een momentopname"):
            call_command("make_snapshot", if_due=True)
    assert snapshot.current() is None
