"""The files for a server, and nginx with our configuration."""

import getpass
import subprocess
from contextlib import contextmanager

from django.conf import settings

from tests.programs import free_port, needed, wait_for

DEPLOY = settings.BASE_DIR / "inspectie" / "deploy"

TWICE = "    server 127.0.0.1:8000 max_fails=0;\n" * 2


@contextmanager
def nginx(folder, *servers):
    """Run nginx with our configuration before the servers on these ports; yield its https port."""
    port, plain = free_port(), free_port()
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
        TWICE: upstream(servers),
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


def upstream(servers):
    """Return the lines for one server, or for several as docs/how-to/scale.md has them."""
    if len(servers) == 1:
        return TWICE.replace("8000", str(servers[0]))
    return "".join(f"server 127.0.0.1:{each};" for each in servers)
