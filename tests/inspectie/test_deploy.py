"""The files for a server: units of systemd, and nginx in front of a running register."""

import gzip
import json
import re
import ssl
import subprocess
import sys
import time
from http.client import HTTPSConnection

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from inspectie.management.commands import release
from tests.deploying import DEPLOY, nginx
from tests.processes import process
from tests.programs import free_port, needed, running


def test_the_units_are_valid(tmp_path):
    for file in [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")]:
        text = file.read_text().replace("/opt/inspectie/.venv/bin/python", "/bin/true")
        (tmp_path / file.name).write_text(text)
    units = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(
        [needed("systemd-analyze", "systemd"), "verify", "--man=no", *units],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_timer_runs_a_command_that_there_is():
    units = [re.search(r"^Unit=inspectie@(.+)\.service$", each.read_text(), re.M)[1]
             for each in DEPLOY.glob("*.timer")]  # fmt: skip
    assert sorted(units) == ["backup", "make_snapshot", "read_documents", "send_notices"]
    for name in units:
        with pytest.raises(SystemExit, match="0"):
            call_command(name, "--help")


def test_the_image_serves_with_the_command_of_the_unit_at_every_address():
    _python, unit = setting("ExecStart").split(" ", 1)
    image = (DEPLOY / "Containerfile").read_text()
    command = json.loads(re.search(r"^CMD (\[.+\])", image, re.M | re.S)[1].replace("\\\n", ""))
    assert command == unit.replace("127.0.0.1", "0.0.0.0").split()


def test_the_image_is_made_of_files_that_there_are():
    sources = re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Containerfile").read_text(), re.M)
    names = " ".join(sources).split()
    assert [name for name in names if not (settings.BASE_DIR / name).exists()] == []


def test_every_container_of_the_register_cannot_write_its_image():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    own = {name: service for name, service in services.items() if service["image"] == "inspectie"}
    assert own.keys() == {"release", "web", "timer"}
    for service in own.values():
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()


def test_the_timer_of_the_containers_runs_the_commands_of_the_units():
    commands = re.findall(r"^every \d+ (\w+)", (DEPLOY / "timer.sh").read_text(), re.M)
    assert sorted(commands) == sorted(
        each.stem.removeprefix("inspectie-") for each in DEPLOY.glob("*.timer")
    )


def ask(port, path, **headers):
    """Return (status, headers, body) of a GET over TLS."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    asking = HTTPSConnection("localhost", port, timeout=30, context=trusting)
    asking.request("GET", path, headers=headers)
    answer = asking.getresponse()
    content = answer.read()
    asking.close()
    return answer.status, answer.headers, content


@pytest.mark.django_db(transaction=True)
def test_nginx_in_front_of_the_register(tmp_path, settings):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.0123.css").write_text("a {}")
    with gzip.open(tmp_path / "static" / "a.0123.css.gz", "wb") as file:
        file.write(b"a {}")
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    (tmp_path / "away.html").write_text("<h1>Even geduld</h1>")
    with process(TRUSTED_PROXIES="1") as server, nginx(tmp_path, server) as port:
        status, headers, page = ask(port, "/", Host="localhost")
        assert (status, b"<h1>" in page) == (200, True)
        status, headers, content = ask(port, "/static/a.0123.css", **{"Accept-Encoding": "gzip"})
        assert (status, gzip.decompress(content)) == (200, b"a {}")
        assert headers.get_all("Cache-Control") == ["max-age=315360000", "public, immutable"]
        assert ask(port, "/static/staticfiles.json")[0] == 404
        forged = {"Host": "localhost", "X-Forwarded-Proto": "http"}
        assert b"Sitemap: https://localhost/sitemap.xml" in ask(port, "/robots.txt", **forged)[2]
    with nginx(tmp_path, server) as port:
        status, headers, page = ask(port, "/activiteiten/")
        assert (status, headers["Retry-After"], page) == (503, "5", b"<h1>Even geduld</h1>")


VERSION = """
def application(environ, start_response):
    start_response("200 OK", [])
    return [b"%s"]
"""


@pytest.fixture
def unit(tmp_path):
    """Run the command of the unit from a link to a version; yield the process and its port."""
    for name in ("1", "2"):
        (tmp_path / name / "inspectie").mkdir(parents=True)
        (tmp_path / name / "inspectie" / "wsgi.py").write_text(VERSION % name)
    link, port = tmp_path / "link", free_port()
    link.symlink_to("1")
    command = setting("ExecStart")
    for ours, theirs in {
        "/opt/inspectie/.venv/bin/python": sys.executable,
        "/opt/inspectie": str(link),
        "--port 8000": f"--port {port}",
        "--respawn-interval 8": "--respawn-interval 2",
    }.items():
        assert ours in command
        command = command.replace(ours, theirs)
    with running(*command.split(), port=port, cwd=link) as served:
        yield served, port


def setting(name):
    return re.search(f"^{name}=(.+)$", (DEPLOY / "inspectie.service").read_text(), re.M)[1]


def test_a_reload_after_an_upgrade_is_not_noticed(unit, tmp_path):
    served, server = unit
    answers, late = [], time.monotonic() + 60
    with nginx(tmp_path, server) as port:
        while answers[-100:] != [(200, b"2")] * 100:
            status, _headers, version = ask(port, "/")
            answers.append((status, version))
            if len(answers) == 20:
                (tmp_path / "other").symlink_to("2")
                (tmp_path / "other").rename(tmp_path / "link")
                reload = setting("ExecReload").replace("$MAINPID", str(served.pid))
                subprocess.run(reload.split(), check=True)
            assert time.monotonic() < late
    assert {*answers} == {(200, b"1"), (200, b"2")}


@pytest.mark.django_db(transaction=True)
def test_a_release_prepares_everything_and_holds_a_lock(settings, tmp_path, capsys):
    settings.VAR_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    # Compressing the files takes its time, and is not what is tested here.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    call_command("release", "--without-history")
    assert capsys.readouterr().out.splitlines() == [
        "De database bijwerken…",
        "De statische bestanden verzamelen…",
        "Deze versie is klaar voor gebruik.",
    ]
    assert "<h1>Even geduld</h1>" in (tmp_path / "away.html").read_text()
    assert (tmp_path / "static" / "staticfiles.json").exists()
    with connection.cursor() as cursor:
        with release.alone():
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [release.LOCK])
            assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        assert cursor.fetchone() == (0,)
