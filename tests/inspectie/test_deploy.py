"""The files for a server: units of systemd, and nginx in front of a running register."""

import getpass
import gzip
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from http.client import HTTPSConnection

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from inspectie.management.commands import release
from tests.processes import process

DEPLOY = settings.BASE_DIR / "inspectie" / "deploy"


def needed(name, package):
    """Return the path of a program."""
    if found := shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin"):
        return found
    pytest.fail(f"{name} ontbreekt. Installeer het met: apt-get install {package}")


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
    assert sorted(units) == ["backup", "make_snapshot", "send_notices"]
    for name in units:
        with pytest.raises(SystemExit, match="0"):
            call_command(name, "--help")


@contextmanager
def nginx(folder, server_port):
    """Run nginx with our configuration during the `with` block; yield its https port."""
    with socket.socket() as free, socket.socket() as other:
        free.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        port, plain = free.getsockname()[1], other.getsockname()[1]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-keyout", folder / "privkey.pem",
         "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    text = (DEPLOY / "nginx.conf").read_text()
    for ours, theirs in {
        "/opt/inspectie/var/static/": f"{folder}/static/",
        "/opt/inspectie/var": str(folder),
        "/etc/letsencrypt/live/register.example": str(folder),
        "127.0.0.1:8000": f"127.0.0.1:{server_port}",
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
    }.items():
        text = text.replace(ours, theirs)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    main = folder / "main.conf"
    main.write_text(
        f"user {getpass.getuser()}; daemon off; pid {folder}/pid; events {{}}\n"
        f"error_log {folder}/error.log;\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {paths}\n{text}}}\n"
    )
    running = subprocess.Popen(
        [needed("nginx", "nginx-light"), "-c", main], stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for(port, running)
        yield port
    finally:
        running.terminate()
        said = running.communicate(timeout=30)[1]
    assert "[emerg]" not in said


def wait_for(port, running):
    late = time.monotonic() + 30
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert running.poll() is None, running.stderr.read()
            assert time.monotonic() < late
            time.sleep(0.05)


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
    with release.alone(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [release.LOCK])
        assert cursor.fetchone() == (False,)
