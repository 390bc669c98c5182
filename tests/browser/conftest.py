"""A real browser on the real site. A request to another host fails the test."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import expect, sync_playwright

from tests.factories import PASSWORD

# Playwright runs an event loop in this thread, in which Django would refuse to use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# As long as a page gets to load: nothing depends on the speed of the machine.
expect.set_options(timeout=30_000)

# WCAG 2.2, criterion 2.5.8: off by default in axe.
TARGETS = {"target-size": {"enabled": True}}
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        # Without windows, a new context costs a fifth of the processor time.
        own = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        # Nor does a page need a process that draws it by OpenGL.
        options = ["--disable-gpu", "--disable-software-rasterizer"]
        options += [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=own, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server():
    """A running server that serves the collected static files, as in production."""
    thread = LiveServerThread("127.0.0.1", static_handler=lambda handler: handler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


@pytest.fixture
def site(server, transactional_db):
    """The base URL of the running site, with an empty register."""
    return server


@pytest.fixture
def hosts(site):
    """The hosts that the pages may send requests to."""
    return {urlsplit(site).netloc}


@pytest.fixture
def visit(chromium, site, hosts):
    """Return a function that opens a new window: visit(width=…, color_scheme=…)."""
    contexts, strangers, problems = [], [], []

    def open_window(width=1280, **options):
        context = chromium.new_context(
            base_url=site, viewport={"width": width, "height": 900}, locale="nl-NL", **options
        )
        context.on("request", lambda request: note_stranger(request.url, hosts, strangers))
        context.on("weberror", lambda error: problems.append(str(error.error)))
        context.on("console", lambda message: note_refusal(message, problems))
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
    assert strangers == []
    assert problems == []


@pytest.fixture
def staff(visit, site):
    """Return a function that opens a window for a member of a group, or for the "beheerder"."""

    def open_window(name, width=1280, **options):
        rights = {"is_staff": True, "is_superuser": name == "beheerder"}
        user, made = User.objects.get_or_create(username=name, defaults=rights)
        if made and not user.is_superuser:
            user.groups.add(Group.objects.get(name=name))
        client = Client()
        client.force_login(user)
        page = visit(width=width, **options)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
        return page

    return open_window


@pytest.fixture
def accounts(site):
    """A redacteur and a publicist who can sign in with `PASSWORD`."""
    for name in ("redacteur", "publicist"):
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=name))


def note_stranger(url, hosts, strangers):
    # The last two are of the PDF viewer of the browser.
    inside = ("data:", "blob:", "chrome:", "chrome-extension:")
    if urlsplit(url).netloc not in hosts and not url.startswith(inside):
        strangers.append(url)


def note_refusal(message, problems):
    """Keep the violations of the Content-Security-Policy."""
    if "Content Security Policy" in message.text:
        problems.append(message.text)


@pytest.fixture(autouse=True)
def media():
    """Override: the thread of the server has read MEDIA_ROOT already."""


@pytest.fixture(scope="session")
def violations():
    """Return a function that lists the violations that axe finds on a page.

    It takes the names of the rules to check; none means the default ones.
    """
    source = AXE.read_text()

    def look(page, *rules):
        page.wait_for_load_state()
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        # With preload, axe adds inline styles for imported style sheets, and the CSP refuses them.
        options = {"resultTypes": ["violations"], "preload": False, "rules": TARGETS}
        options |= {"runOnly": rules} if rules else {}
        found = page.evaluate("options => axe.run(document, options)", options)
        return [
            (each["id"], node["html"][:200])
            for each in found["violations"]
            for node in each["nodes"]
        ]

    return look


@pytest.fixture
def check(violations):
    """Return a function that runs axe on a page at both widths."""

    def look(page):
        found = {}
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            found[width] = violations(page)
        assert found == {320: [], 1280: []}, page.url

    return look
