from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tests import factories

PLAIN = "text/plain; charset=utf-8"


def test_livez_answers_without_a_database(client):
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_answers_with_all_migrations(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_tells_of_a_missing_migration(client):
    (last,) = MigrationLoader(connection).graph.leaf_nodes("accounts")
    MigrationRecorder(connection).record_unapplied(*last)
    response = client.get("/readyz")
    assert (response.status_code, response["Content-Type"]) == (503, PLAIN)
    assert response.content == b"1 migrations are to be applied\n"


@pytest.mark.django_db
def test_readyz_tells_of_a_database_that_does_not_answer(client):
    with connection.execute_wrapper(no_answer):
        response = client.get("/readyz")
    assert (response.status_code, response["Content-Type"]) == (503, PLAIN)
    assert response.content == b"the database does not answer\n"


def no_answer(execute, sql, params, many, context):
    raise OperationalError


def test_probes_are_answered_over_plain_http(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/livez").status_code == 200
    assert client.get("/robots.txt").status_code == 301


@pytest.mark.django_db
def test_security_txt(client, settings):
    settings.SECURITY_CONTACT = "mailto:beveiliging@inspectie.test"
    response = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in response.text.splitlines())
    expires = datetime.fromisoformat(lines.pop("Expires"))
    assert response["Content-Type"] == PLAIN
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)
    assert lines == {
        "Contact": "mailto:beveiliging@inspectie.test",
        "Preferred-Languages": "nl, en",
        "Canonical": "http://testserver/.well-known/security.txt",
        "Policy": "http://testserver/kwetsbaarheid-melden/",
    }


DIWOO = "Sitemap: http://testserver/sitemapindex-diwoo-infocat012.xml\n"


@pytest.mark.django_db
def test_robots_txt(client):
    nothing_to_harvest = client.get("/robots.txt").text
    factories.ProgrammeFactory(file=SimpleUploadedFile("x.pdf", b"%PDF-1.7 x"))
    response = client.get("/robots.txt")
    assert nothing_to_harvest == response.text.replace(DIWOO, "")
    assert response["Content-Type"] == PLAIN
    assert response.text == (
        f"User-agent: *\nDisallow: /beheer/\n\n{DIWOO}Sitemap: http://testserver/sitemap.xml\n"
    )
