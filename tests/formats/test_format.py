"""One list in many formats, by path and by the Accept header, linked to each other."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TYPES = {
    "": "text/html; charset=utf-8",
    "*/*": "text/html; charset=utf-8",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "text/html; charset=utf-8",
    "image/png": "text/html; charset=utf-8",
    "text/csv": "text/csv; charset=utf-8; header=present",
    "application/json": "application/json",
    "application/x-ndjson": "application/x-ndjson",
    "application/atom+xml, text/html;q=0.5": "application/atom+xml; charset=utf-8",
    "text/calendar": "text/calendar; charset=utf-8",
}


def test_a_list_comes_in_the_format_that_is_asked_for(client):
    factories.ActivityFactory()
    for accept, media_type in TYPES.items():
        response = client.get("/activiteiten/?q=keten", headers={"accept": accept})
        assert (response.status_code, response["Content-Type"]) == (200, media_type), accept
        assert "Accept" in response["Vary"]
        response.close()


def test_whatever_the_format_a_wrong_parameter_is_refused(client):
    response = client.get("/activiteiten/?foo=1", headers={"accept": "application/json"})
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")


@pytest.mark.parametrize("address", ["/activiteiten/", "/activiteiten.json", "/activiteiten.csv"])
def test_a_list_names_its_formats_and_its_licence(client, address):
    response = client.get(f"{address}?q=%3Ex&pagina=1")
    found = re.findall(r'<([^>]+)>; rel="(\w+)"(?:; type="([^"]+)")?', response["Link"])
    metadata = "http://testserver/activiteiten.csv-metadata.json?q=%3Ex"
    columns = "http://testserver/open-data/#kolommen-activiteiten"
    assert found == [
        (metadata, "describedby", "application/csvm+json")
        if address.endswith(".csv")
        else (columns, "describedby", "text/html"),
        ("http://testserver/activiteiten.csv?q=%3Ex", "alternate", "text/csv"),
        ("http://testserver/activiteiten.excel.csv?q=%3Ex", "alternate", "text/csv"),
        ("http://testserver/activiteiten.json?q=%3Ex", "alternate", "application/json"),
        ("http://testserver/activiteiten.ndjson?q=%3Ex", "alternate", "application/x-ndjson"),
        ("http://testserver/activiteiten.atom?q=%3Ex", "alternate", "application/atom+xml"),
        ("http://testserver/activiteiten.ics?q=%3Ex", "alternate", "text/calendar"),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.nl", "license", ""),
    ]
    response.close()


def test_the_page_leads_to_every_format_with_the_same_query(client):
    factories.ActivityFactory()
    text = client.get("/activiteiten/?q=keten").text
    for extension in ("csv", "excel.csv", "json", "ndjson", "atom", "ics"):
        assert f'href="/activiteiten.{extension}?q=keten"' in text


@pytest.mark.parametrize("ending", ["csv", "excel.csv", "json", "ndjson", "atom", "ics"])
def test_a_search_that_finds_nothing_gives_a_file_without_rows(client, ending):
    factories.ActivityFactory(title="wachtlijsten")
    response = client.get(f"/activiteiten.{ending}?q=onvindbaar")
    body = b"".join(response) if response.streaming else response.content
    assert (response.status_code, b"wachtlijsten" in body) == (200, False)
