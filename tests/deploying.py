"""The files for a server, and nginx with our configuration."""

import getpass
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

import pytest
from django.conf import settings

DEPLOY = settings.BASE_DIR / "inspectie" / "deploy"


def needed(name, package):
    """Return the path of a program."""
    if found := shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin"):
        return found
    pytest.fail(f"{name} ontbreekt. Installeer het met: apt-get install {package}")


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
