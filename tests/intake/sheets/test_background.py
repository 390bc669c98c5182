"""Storing in a thread, seen from other requests."""

import os
import subprocess
import sys
from contextlib import closing
from signal import SIGKILL
from threading import Thread
from time import sleep

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from programmes.intake.sheets import background, progress, storing, undoing
from programmes.models import Activity
from tests import factories
from tests.intake.sheets.files import bring_in, may_change, upload
from tests.processes import database_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(background, "SHORT", 0)
    monkeypatch.setattr(storing, "BATCH", 1)


@pytest.fixture
def sheet(db):
    """A spreadsheet that was checked: two new activities, and a change of one that is there."""
    draft = factories.ActivityFactory(slug="is-er", title="oud", publish_at=None)
    return bring_in(upload(f"titel,adres\neen,\ntwee,\nanders,{draft.slug}\n"))


def begin(sheet, note=""):
    user = User.objects.get(username="riet")
    return background.store(sheet, user, may_change, note)


def titles():
    return sorted(Activity.objects.values_list("title", flat=True))


def test_how_far_it_is_is_seen_while_nothing_else_is(sheet, admin_client):
    address = f"/beheer/programmes/sheetimport/{sheet.pk}/change/"
    with transaction.atomic():
        Activity.objects.select_for_update().get(slug="is-er")
        thread = begin(sheet)
        # It waits for the record that is held here, after the first two rows.
        wait_until_blocked(thread.is_alive)
        assert progress.of(sheet) == progress.Progress(2, 3)
        page = admin_client.post(address)
        assert "2 van de 3 rijen verwerkt." in page.text
        assert page["Refresh"] == f"1; url={address}?bezig"
        assert titles() == ["oud"]
        # Whoever begins it again meanwhile stores nothing twice.
        begin(sheet).join()
    thread.join()
    assert progress.of(sheet) is None
    assert titles() == ["anders", "een", "twee"]
    assert "Verwerkt op" in admin_client.get(f"{address}?bezig").text
    assert {row.pgh_context["user"] for row in Activity.objects.get(title="een").history.all()} == {
        User.objects.get(username="riet").pk
    }


def wait_until_blocked(is_alive):
    """Return once a session of this database waits for a lock, or the work has ended."""
    while is_alive():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return


def test_one_row_that_differs_and_nothing_is_stored(sheet, admin_client):
    Activity.objects.filter(slug="is-er").update(title="intussen anders")
    begin(sheet).join()
    assert titles() == ["intussen anders"]
    address = f"/beheer/programmes/sheetimport/{sheet.pk}/change/?bezig"
    page = admin_client.get(address)
    while "Refresh" in page:
        page = admin_client.get(address)
    assert "Rij 4 verandert iets anders dan te zien was." in page.text
    begin(sheet).join()
    assert titles() == ["anders", "een", "twee"]


class Others:
    """Other sessions in the way: each holds a row, and waits for what this transaction holds.

    When the transaction asks for that row too, PostgreSQL ends it.

    Args:
        number: of sessions, one after the other.
        title: of the record whose row of the search index they hold.
    """

    def __init__(self, number, title):
        self.left, self.title, self.thread = number, title, Thread()

    def begin(self):
        if not self.left:
            return
        if self.thread.ident:
            self.thread.join()
        self.left -= 1
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL deadlock_timeout = '10ms'")
            cursor.execute("SELECT pg_advisory_xact_lock(1)")
        self.thread = Thread(target=self.hold)
        self.thread.start()
        wait_until_blocked(self.thread.is_alive)

    def hold(self):
        with closing(connection), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL deadlock_timeout = '1min'")
            held = "SELECT FROM programmes_searchentry WHERE title = %s FOR UPDATE"
            cursor.execute(held, [self.title])
            cursor.execute("SELECT pg_advisory_xact_lock(1)")


def test_after_a_deadlock_it_is_stored_at_the_second_attempt(sheet):
    storing.store(sheet, may_change, begun=Others(1, "oud").begin)
    assert titles() == ["anders", "een", "twee"]


def test_after_two_deadlocks_nothing_is_stored_and_the_screen_says_so(sheet, admin_client):
    with pytest.raises(ValidationError):
        storing.store(sheet, may_change, begun=Others(2, "oud").begin)
    assert titles() == ["oud"]
    address = f"/beheer/programmes/sheetimport/{sheet.pk}/change/?bezig"
    page = admin_client.get(address)
    while "Refresh" in page:
        page = admin_client.get(address)
    assert "Iemand anders sloeg tegelijk iets op. Er is niets veranderd." in page.text


def test_after_a_deadlock_it_is_taken_back_at_the_second_attempt(sheet):
    begin(sheet).join()
    user = User.objects.get(username="riet")
    undoing.undo(sheet, user, may_change, begun=Others(1, "anders").begin)
    assert titles() == ["oud"]


def test_after_two_deadlocks_nothing_is_taken_back_and_the_screen_says_so(sheet, admin_client):
    begin(sheet).join()
    user, others = User.objects.get(username="riet"), Others(2, "anders")

    def undo(_begun):
        undoing.undo(sheet, user, may_change, begun=others.begin)

    background.start(sheet, user, undo, "undone_at", "").join()
    assert titles() == ["anders", "een", "twee"]
    page = admin_client.get(f"/beheer/programmes/sheetimport/{sheet.pk}/change/?bezig")
    assert "Iemand anders sloeg tegelijk iets op. Er is niets veranderd." in page.text


def test_a_fault_of_ours_is_told_and_logged(sheet, admin_client, caplog):
    sheet.rows.update(cells=[])
    begin(sheet).join()
    assert titles() == ["oud"]
    page = admin_client.get(f"/beheer/programmes/sheetimport/{sheet.pk}/change/?bezig")
    assert "Het verwerken is afgebroken door een storing" in page.text
    assert [record.message for record in caplog.records] == [
        f"Work on spreadsheet {sheet.pk} broke off"
    ]


def test_a_fault_while_taking_back_is_told_until_it_is_taken_back(sheet, admin_client):
    begin(sheet).join()
    user = User.objects.get(username="riet")
    background.undo(sheet, user, None).join()
    address = f"/beheer/programmes/sheetimport/{sheet.pk}/change/?bezig"
    told = "Het terugdraaien is afgebroken door een storing"
    assert told in admin_client.get(address).text
    background.undo(sheet, user, may_change).join()
    sheet.refresh_from_db()
    assert (sheet.refusal, sheet.kept, titles()) == ("", [], ["oud"])
    assert told not in admin_client.get(address).text


@pytest.mark.parametrize(
    ("task", "last", "before", "told"),
    [
        ("store", "oud", ["oud"], "Het verwerken is afgebroken door een storing"),
        (
            "undo",
            "twee",
            ["anders", "een", "twee"],
            "Het terugdraaien is afgebroken door een storing",
        ),
    ],
)
def test_a_process_that_is_killed_changes_nothing_and_the_screen_says_so(
    sheet, admin_client, task, last, before, told
):
    if task == "undo":
        begin(sheet).join()
    with transaction.atomic(), connection.cursor() as cursor:
        # The work waits for this row of the search index, after the first two records.
        cursor.execute("SELECT FROM programmes_searchentry WHERE title = %s FOR UPDATE", [last])
        process = working(task, sheet)
        wait_until_blocked(lambda: process.poll() is None)
        done = progress.of(sheet)
        process.kill()
        assert (process.wait(), done) == (-SIGKILL, progress.Progress(2, 3))
    while progress.of(sheet):
        sleep(0.05)
    page = admin_client.get(f"/beheer/programmes/sheetimport/{sheet.pk}/change/")
    assert told in page.text
    assert titles() == before


SCRIPT = """if True:
    import sys, django
    django.setup()
    from django.contrib.auth.models import User
    from programmes.intake.sheets import background, storing
    from programmes.models import SheetImport
    storing.BATCH = 1
    sheet, user = SheetImport.objects.get(pk=sys.argv[2]), User.objects.get(username="riet")
    getattr(background, sys.argv[1])(sheet, user, lambda record: True).join()
"""


def working(task, sheet):
    """Start a process that stores a spreadsheet, or takes it back, a row at a time."""
    command = [sys.executable, "-c", SCRIPT, task, str(sheet.pk)]
    return subprocess.Popen(command, env=os.environ | {"DATABASE_URL": database_url()})


def test_a_long_import_is_taken_back_in_a_thread(sheet, admin_client):
    begin(sheet).join()
    address = f"/beheer/programmes/sheetimport/{sheet.pk}/"
    assert "u ziet dan hoe ver het is" in admin_client.get(f"{address}terugdraaien/").text
    page = admin_client.post(f"{address}terugdraaien/", follow=True)
    while "Refresh" in page:
        assert "teruggedraaid." in page.text
        page = admin_client.get(f"{address}change/?bezig")
    assert "Teruggedraaid" in page.text
    assert "uw werklijst" not in page.text
    assert titles() == ["oud"]


def test_who_takes_back_sees_how_far_it_is(sheet, admin_client):
    begin(sheet).join()
    sheet.refresh_from_db()
    with transaction.atomic():
        progress.tell(sheet, 1, 3)
        page = admin_client.get(f"/beheer/programmes/sheetimport/{sheet.pk}/change/")
    assert "1 van de 3 rijen teruggedraaid." in page.text
