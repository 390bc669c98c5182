import ast
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import environ
import pytest

from tests import mail
from tests.processes import database_url

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": "k9-wV2_long-and-random-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "werkprogramma.test,www.werkprogramma.test",
    "SECURITY_CONTACT": "mailto:beveiliging@werkprogramma.test",
    "SECOND_FACTOR_KEYS": "l3vwVZ2ANBtFnWPLdQkbvOJ4GNM6BFzmEs6VdYrbWzE=",
    "DATABASE_URL": "postgres://register@127.0.0.1:1/register",
}


def python(*arguments, **variables):
    """Run Python with only these environment variables; return the CompletedProcess."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env=kept | variables, capture_output=True, text=True,
    )  # fmt: skip


def manage(*arguments, **variables):
    return python("manage.py", *arguments, **variables)


def settings_of(*names, **variables):
    """Return the repr of each setting with only these environment variables."""
    code = "".join(f"print(repr(settings.{name}))\n" for name in names)
    variables["DJANGO_SETTINGS_MODULE"] = "inspectie.settings"
    done = python("-c", f"from django.conf import settings\n{code}", **variables)
    assert done.stderr == ""
    return done.stdout.splitlines()


COMPLETE = PRODUCTION | {
    "CONTACT_EMAIL": "register@werkprogramma.test",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtp+tls://register:wachtwoord@mail.werkprogramma.test:587",
    "EMAIL_FROM": "register@werkprogramma.test",
}


@pytest.mark.django_db
def test_deployment_check_is_clean(tmp_path):
    made = {"made_at": datetime.now(UTC).isoformat()}
    folder = tmp_path / "2026-11-29T120000Z"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(made))
    with mail.running() as (port, _messages):
        environment = {
            "BACKUP_ROOT": str(tmp_path),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "DATABASE_URL": database_url(),
        }
        done = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE | environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_deployment_check_says_what_is_missing(tmp_path):
    in_the_way = tmp_path / "bestand"
    in_the_way.touch()
    unfit = {
        "BACKUP_ROOT": str(tmp_path),
        "MEDIA_ROOT": str(in_the_way / "media"),
        "SECOND_FACTOR_REQUIRED": "0",
    }
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION | unfit)
    away = {"EMAIL_URL": "smtp://127.0.0.1:1", "EMAIL_FROM": "register@werkprogramma.test"}
    assert "De mailserver antwoordt niet." in manage("check", "--deploy", **COMPLETE | away).stderr
    assert done.returncode == 1
    assert re.findall(r"\(inspectie\.(W\d+)\).*\n.*HINT: (.*)", done.stderr) == [
        ("W001", "Zet CONTACT_EMAIL."),
        ("W002", "Zet TRUSTED_PROXIES op het aantal proxy's voor de server."),
        ("W003", f"Maak {in_the_way}/media een map van de gebruiker die de server draait."),
        ("W004", "Haal SECOND_FACTOR_REQUIRED weg, of zet die op 1."),
        ("W005", "Zet EMAIL_URL en EMAIL_FROM."),
        (
            "W006",
            "Draai elke nacht `manage.py backup`, en zie docs/how-to/back-up-and-restore.md.",
        ),
        ("W010", "Kijk DATABASE_URL na, en of PostgreSQL draait."),
    ]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("SECRET_KEY", "Set it to a long random text"),
        ("ALLOWED_HOSTS", "Set it to the host names of the site"),
        ("SECURITY_CONTACT", "Set it to the address for security reports"),
        ("SECOND_FACTOR_KEYS", "Set it to the output of `openssl rand"),
    ],
)
def test_missing_variable_says_what_to_do(name, advice):
    done = manage("check", **(PRODUCTION | {name: ""}))
    assert done.returncode == 1
    assert f"The environment variable {name} is missing. {advice}" in done.stderr


def test_a_key_of_the_wrong_size_is_refused():
    done = manage("check", **PRODUCTION | {"SECOND_FACTOR_KEYS": "short"})
    assert done.returncode == 1
    assert "SECOND_FACTOR_KEYS: Fernet key must be 32 url-safe base64-encoded bytes." in done.stderr


def test_the_mail_server_is_read_from_one_address():
    server = {
        "EMAIL_URL": "smtp+tls://register:geheim@mail.test:587",
        "EMAIL_FROM": "register@mail.test",
    }
    expected = {
        "EMAIL_HOST": "'mail.test'",
        "EMAIL_PORT": "587",
        "EMAIL_HOST_USER": "'register'",
        "EMAIL_HOST_PASSWORD": "'geheim'",
        "EMAIL_USE_TLS": "True",
        "DEFAULT_FROM_EMAIL": "'register@mail.test'",
    }
    assert settings_of(*expected, **PRODUCTION | server) == [*expected.values()]


def test_forwarded_protocol_counts_behind_a_proxy_only():
    name = "SECURE_PROXY_SSL_HEADER"
    assert settings_of(name, **PRODUCTION) == ["None"]
    assert settings_of(name, **PRODUCTION, TRUSTED_PROXIES="1") == [
        "('HTTP_X_FORWARDED_PROTO', 'https')"
    ]


def test_options_of_the_database_address_stay():
    address = f"{PRODUCTION['DATABASE_URL']}?sslmode=require&connect_timeout=9"
    given = PRODUCTION | {"DATABASE_URL": address}
    (options,) = settings_of("DATABASES['default']['OPTIONS']", **given)
    assert ast.literal_eval(re.sub(r"<class '(.*?)'>", r"'\1'", options)) == {
        "pool": {
            "min_size": 1,
            "max_size": 20,
            "timeout": 1.5,
            "reconnect_timeout": 4,
            "connection_class": "inspectie.database.watched.WatchedConnection",
        },
        "connect_timeout": 9,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        "tcp_user_timeout": 10_000,
        "sslmode": "require",
    }


@pytest.mark.parametrize(
    ("address", "user", "host"),
    [
        ("postgres:////run/postgresql/register", "", "/run/postgresql"),
        ("postgres://inspectie@//run/postgresql/register", "inspectie", "/run/postgresql"),
        ("postgres://inspectie@database.test/register", "inspectie", "database.test"),
    ],
)
def test_database_address_as_documented(address, user, host):
    found = environ.Env.db_url_config(address)
    assert (found["USER"], found["HOST"], found["NAME"]) == (user, host, "register")


@pytest.mark.django_db
def test_headers_of_every_page(client):
    headers = client.get("/livez").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_strict_transport_security(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = client.get("/livez", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
