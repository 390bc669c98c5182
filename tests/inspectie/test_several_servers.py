"""Two servers behind nginx, with one database, one Valkey or Redis, and one object store (S3)."""

import re
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from urllib.parse import urlencode

import httpx
import pghistory
import psutil
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from inspectie import stores
from programmes.management.commands import send_notices
from programmes.models import Activity, SheetImport, Subscription
from programmes.opendata import making
from tests import bucket, factories, programs
from tests.deploying import nginx
from tests.notices.messages import SITE, parts, received
from tests.opendata.files import Quiet
from tests.processes import process

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/activiteiten/wachtlijsten/"
SIGN_IN = "/beheer/inloggen/"
UPLOAD = "/beheer/programmes/sheetimport/add/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(scope="module")
def redis():
    """The address of a Redis, or of Valkey where that is installed."""
    name = "valkey-server" if shutil.which("valkey-server") else "redis-server"
    port = programs.free_port()
    command = programs.needed(name, name), "--port", port, "--save", ""
    with programs.running(*command, port=port):
        yield f"redis://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def store():
    """The address of a bucket."""
    with bucket.running() as address:
        yield address


@pytest.fixture(scope="module")
def servers(django_db_setup, redis, store):
    """The ports of two servers; the last test kills one."""
    shared = {"CACHE_URL": redis, "MEDIA_S3": store, "TRUSTED_PROXIES": "1"}
    with ExitStack() as stack:
        yield [stack.enter_context(process(**shared)) for _again in range(2)]


@pytest.fixture
def publicist(publicist):
    # The servers do not take the fast hash of the tests.
    publicist.password = PBKDF2PasswordHasher().encode(factories.PASSWORD, "zout")
    publicist.save()
    return publicist


class Browser:
    """One visitor, who is answered by the servers in turn."""

    def __init__(self, servers, client):
        self.servers, self.client = servers, client

    def address(self, path):
        self.servers = self.servers[1:] + self.servers[:1]
        return f"http://127.0.0.1:{self.servers[0]}{path}"

    def get(self, path):
        return self.client.get(self.address(path))

    def post(self, path, data=(), **given):
        """Post the form that another server showed."""
        token = TOKEN.search(self.get(path).text)[1]
        data = {"csrfmiddlewaretoken": token} | dict(data)
        return self.client.post(self.address(path), data=data, **given)


@pytest.fixture
def browser(servers):
    with httpx.Client(timeout=30, headers={"X-Forwarded-For": "192.0.2.1"}) as client:
        yield Browser(servers, client)


def sign_in(browser, user, password=factories.PASSWORD):
    return browser.post(SIGN_IN, {"login": user.username, "password": password})


def test_work_goes_on_at_whichever_server_answers(browser, servers, publicist):
    assert sign_in(browser, publicist).headers["Location"] == "/beheer/"
    assert [browser.get("/beheer/").status_code for _again in servers] == [200, 200]

    file = {"file": ("lijst.csv", "titel\nnieuw\n")}
    address = browser.post(UPLOAD, {"kind": "activiteiten"}, files=file).headers["Location"]
    while "Refresh" in browser.get(address).headers:
        pass
    browser.post(address)
    assert SheetImport.objects.get().stored_at is not None
    assert Activity.objects.get().title == "nieuw"


def test_wrong_passwords_are_counted_together(browser, servers, publicist):
    said = [sign_in(browser, publicist, "verkeerd").status_code for _again in range(5)]
    assert said == [200] * 5
    for _again in servers:
        assert "Dit ging te vaak mis." in sign_in(browser, publicist).text


def test_documents_and_the_files_of_the_whole_register_are_the_same(browser, settings, store):
    settings.STORAGES = settings.STORAGES | {
        "default": stores.bucket(store, "media"),
        stores.SNAPSHOTS: stores.bucket(store, "open-data"),
    }
    storages[stores.SNAPSHOTS].bucket.objects.delete()
    factories.ProgrammeFactory(file=ContentFile(b"%PDF-1.7 inhoud", "brief.pdf"))
    making.make("https://register.example", Quiet())
    answers = [browser.get("/werkprogrammas/2024/bestand/").content for _again in range(2)]
    assert answers == [b"%PDF-1.7 inhoud"] * 2
    one, other = (browser.get("/open-data/register.zip") for _again in range(2))
    assert (one.status_code, one.headers["ETag"]) == (200, other.headers["ETag"])
    assert one.content == other.content


def test_an_address_is_given_at_one_server_and_confirmed_at_the_other(browser, mailbox):
    factories.ActivityFactory(slug="wachtlijsten")
    form = f"/volgen/?{urlencode({'van': PAGE})}"
    asked = browser.client.post(
        browser.address(form), data={"email": "anna@example.nl", "hoe_vaak": "direct"}
    )
    assert asked.headers["Location"] == "/volgen/verstuurd/"
    # Both servers have a timer by mistake: nothing is sent twice.
    with ThreadPoolExecutor() as timers:
        list(timers.map(run_timer, range(2)))
    (message,) = received(mailbox)
    (link,) = {path for path in parts(message).paths if path.startswith("/volgen/bevestigen/")}
    browser.client.post(browser.address(link))
    assert Subscription.objects.confirmed().count() == 1


def run_timer(_server):
    with closing(connection):
        send_notices.Command().send(SITE, threading.Event())


def test_a_change_is_seen_everywhere_and_a_killed_server_is_not_missed(browser, servers, tmp_path):
    factories.ActivityFactory(title="Wachtlijsten", slug="wachtlijsten")
    assert ["Wachtlijsten" in browser.get(PAGE).text for _again in range(4)] == [True] * 4
    with pghistory.context(note="De titel klopte niet."):
        Activity.objects.update(title="Rijen")
    time.sleep(1)
    assert ["Rijen" in browser.get(PAGE).text for _again in range(4)] == [True] * 4

    with nginx(tmp_path, *servers) as port:
        statuses, stopped = [], threading.Event()
        crowd = [threading.Thread(target=visit, args=(port, statuses, stopped)) for _each in "abcd"]
        for each in crowd:
            each.start()
        kill(servers[0])
        time.sleep(2)
        stopped.set()
        for each in crowd:
            each.join()
    assert {*statuses} == {200}


def visit(port, statuses, stopped):
    while not stopped.is_set():
        answer = httpx.get(f"https://127.0.0.1:{port}{PAGE}", verify=False)
        statuses.append(answer.status_code)


def kill(port):
    """Kill the server on a port, and its workers, at once."""
    for each in psutil.process_iter(["cmdline"]):
        if {"granian", str(port)} <= {*(each.info["cmdline"] or ())}:
            for process_ in (each, *each.children(recursive=True)):
                process_.kill()
