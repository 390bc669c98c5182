"""The register by way of a pooler in transaction mode: a transaction never keeps its connection."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from inspectie import databases
from inspectie.management.commands import release
from programmes.models import Activity, Notice
from programmes.notices import subscribing
from programmes.notices.topics import topic_of
from tests import factories, programs
from tests.admin.forms import carry_out
from tests.database import other_transaction
from tests.intake.sheets.files import upload
from tests.notices.messages import SITE, received, report

pytestmark = pytest.mark.django_db(transaction=True)
CONFIGURATION = """
[databases]
* = host={host} port={server} user={user} connect_query='{query}'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
auth_type = any
pool_mode = transaction
# Each transaction gets another connection than the one before.
server_round_robin = 1
"""


@contextmanager
def pgbouncer():
    """Run PgBouncer before the test database; yield its port."""
    known, port = connection.settings_dict, programs.free_port()
    # PgBouncer refuses options of a connection: a note on what a test itself changes.
    name, _equals, value = known["OPTIONS"]["options"].removeprefix("-c ").partition("=")
    query = f"SET {name} = ''{value}''"
    given = {"host": known["HOST"], "server": known["PORT"] or 5432, "user": known["USER"]}
    with programs.folder() as folder:
        file = folder / "pgbouncer.ini"
        file.write_text(CONFIGURATION.format(port=port, query=query, **given))
        command = programs.needed("pgbouncer", "pgbouncer"), file
        with programs.running(*command, port=port, **programs.as_owner()):
            yield port


@pytest.fixture(scope="module")
def port(django_db_setup):
    with pgbouncer() as found:
        yield found


@pytest.fixture(autouse=True)
def pooled(port, transactional_db, monkeypatch, settings):
    """Connect by way of PgBouncer."""
    given = connection.settings_dict
    monkeypatch.setenv("POOLER_URL", f"postgres://{given['USER']}@127.0.0.1:{port}/x")
    before, pooler = dict(given), databases.pooler()
    connection.close()
    connection.close_pool()
    given |= {each: pooler[each] for each in pooler if each not in ("NAME", "TEST")}
    settings.DATABASE_SERVER = before
    # While this one lasts, PgBouncer opens another connection for the next.
    with other_transaction() as cursor:
        cursor.execute("SELECT 1")
        connection_used()
    yield
    connection.close()
    connection.close_pool()
    given.clear()
    given |= before


def connection_used():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_a_transaction_gets_another_connection_than_the_one_before():
    assert connection_used() != connection_used()


def test_pages_and_files_of_all_rows(client):
    factories.ActivityFactory(title="Wachtlijsten", slug="wachtlijsten")
    assert "Wachtlijsten" in client.get("/activiteiten/wachtlijsten/").text
    assert "Wachtlijsten" in client.get("/zoeken/?q=wachtlijsten").text
    for ending, start in (("csv", b"titel,"), ("json", b"{"), ("atom", b"<?xml")):
        assert b"".join(client.get(f"/activiteiten.{ending}")).startswith(start)


def test_a_spreadsheet_comes_in_and_is_published(as_publicist, settings):
    settings.ONE_PERSON_PUBLISHING = True
    given = {"kind": "activiteiten", "file": upload("titel\nnieuw\n")}
    address = as_publicist.post("/beheer/programmes/sheetimport/add/", given)["Location"]
    while "Refresh" in as_publicist.get(address):
        pass
    as_publicist.post(address)
    activity = Activity.objects.get()
    verb = f"/beheer/programmes/activity/publiceren/?ids={activity.pk}"
    carry_out(as_publicist, verb, reason="Ik werk alleen.")
    activity.refresh_from_db()
    assert activity.state == "gepubliceerd"


def test_a_change_is_mailed(mailbox, settings):
    settings.SENDS_MAIL = True
    activity = factories.ActivityFactory()
    delivery = subscribing.subscribe("anna@example.nl", topic_of("/activiteiten/"), "direct")
    subscribing.confirm(delivery.subscription)
    report(activity)
    call_command("send_notices", site=SITE)
    assert (len(received(mailbox)), Notice.objects.get().sent) == (1, 1)


def test_a_release_has_a_session():
    release.leave_pooler()
    assert connection_used() == connection_used()


def test_a_snapshot_is_of_one_moment(snapshots):
    factories.ActivityFactory()
    call_command("make_snapshot", site="https://register.example")
    assert (snapshots / "current").exists()
