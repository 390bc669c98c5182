import json
import logging
import logging.config
from io import StringIO
from smtplib import SMTPRecipientsRefused

import pytest
from django.db import connection

from inspectie.monitoring import log
from tests import factories

ADDRESSES = [
    ("192.0.2.201", "192.0.2.0/24"),
    ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
    ("", ""),
    ("unknown", ""),
]


@pytest.fixture
def lines(settings):
    """Log as on a server with LOG_FORMAT=json and ACCESS_LOG=1; return what is logged."""
    settings.MIDDLEWARE = ["inspectie.monitoring.log.logged", *settings.MIDDLEWARE]
    settings.ACCESS_LOG, settings.ALLAUTH_TRUSTED_PROXY_COUNT = True, 1
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(log.JSONFormatter())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(each) for each in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize(("address", "network"), ADDRESSES)
def test_an_address_is_cut(address, network):
    assert log.network(address) == network


@pytest.mark.django_db
def test_a_request_without_what_a_visitor_typed(client, lines):
    factories.ActivityFactory(slug="a")
    known = {"X-Request-ID": "0123456789abcdef", "X-Forwarded-For": "192.0.2.201"}
    response = client.get("/activiteiten/a/", {"q": "Jansen"}, headers=known)
    assert response["X-Request-ID"] == "0123456789abcdef"
    (line,) = lines()
    assert line.pop("milliseconds") >= 0
    assert line.pop("at")
    assert line == {
        "level": "INFO",
        "logger": "inspectie.access",
        "message": "GET activiteiten/<slug:slug>/ 200",
        "request_id": "0123456789abcdef",
        "method": "GET",
        "route": "activiteiten/<slug:slug>/",
        "status": 200,
        "network": "192.0.2.0/24",
    }


@pytest.mark.django_db
def test_the_secret_of_a_link_is_not_logged(client, lines):
    client.get("/volgen/0123456789abcdef/", headers={"X-Request-ID": "te kort"})
    found = lines()
    assert "0123456789abcdef" not in json.dumps(found)
    assert [each["level"] for each in found] == ["INFO", "WARNING"]
    assert len({each["request_id"] for each in found}) == 1


@pytest.mark.django_db
def test_a_forged_host_is_told_without_a_traceback(client, lines):
    assert client.get("/", headers={"Host": "kwaad.example"}).status_code == 400
    (line,) = (each for each in lines() if each["logger"] == "django.security.DisallowedHost")
    assert line["message"].startswith("Invalid HTTP_HOST header: 'kwaad.example'.")
    assert "exc_info" not in line


@pytest.mark.django_db
def test_a_slow_query_is_logged_without_parameters(settings, lines):
    settings.SLOW_QUERY_MS = 500
    with log.slow_queries_logged(), connection.cursor() as cursor:
        cursor.execute("SELECT %s", ["Jansen"])
        cursor.execute("SELECT pg_sleep(%s)", [0.6])
    (line,) = lines()
    assert (line["sql"], line["milliseconds"] >= 600) == ("SELECT pg_sleep(%s)", True)


def test_the_text_of_an_error_with_the_address_of_a_message_is_not_logged(lines):
    try:
        raise SMTPRecipientsRefused({"jan@voorbeeld.nl": (550, b"unknown")})
    except SMTPRecipientsRefused:
        logging.getLogger("inspectie").exception("Not sent.")
    (line,) = lines()
    assert line["exc_info"].endswith("smtplib.SMTPRecipientsRefused: (text not logged)")
