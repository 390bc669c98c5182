"""The NL API Design Rules 2.x of Logius: a test for each rule that can be tested, by its id.

https://logius-standaarden.github.io/API-Design-Rules/
"""

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.urls import get_resolver

from programmes.api import VERSION
from programmes.api.resources import RESOURCES
from programmes.api.schema import as_text, document
from programmes.publishing import withdraw
from tests import factories

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).parents[2] / "docs" / "reference"
PATHS = document()["paths"]
ERRORS = {
    "/api/v1/bestaat-niet": 404,
    "/api/v1/activiteiten?foo=1": 400,
    "/api/v1/activiteiten/bestaat-niet": 404,
    "/api/v1/mijlpalen/x": 404,
    "/api/v1/toezichtgebieden/x": 404,
    "/api/v2/activiteiten": 404,
}


def operations():
    """Return (path, operation) pairs of the OpenAPI document."""
    return [(path, each) for path, methods in PATHS.items() for each in methods.values()]


def test_core_naming_collections():
    assert {path for path in PATHS if "{" not in path} == {
        *(f"/{resource.path}" for resource in RESOURCES),
        "/zoek",
        "/openapi.json",
    }
    assert all(each.path.endswith(("en", "as", "s")) for each in RESOURCES)


def test_core_no_trailing_slash(client):
    factories.ActivityFactory(slug="a")
    for path in ("", "/activiteiten", "/activiteiten/a", "/openapi.json", "/zoek"):
        assert client.get(f"/api/v1{path}/").status_code == 404
    assert [path for path in PATHS if path.endswith("/")] == []


def test_core_path_segments_kebab_case():
    parts = {part for path in PATHS for part in path.split("/")[1:]}
    own = {part for part in parts if "{" not in part} - {"openapi.json"}
    assert [part for part in own if not re.fullmatch(r"[a-z0-9-]+", part)] == []


def test_core_query_keys_camel_case():
    keys = {each["name"] for _path, operation in operations() for each in operation["parameters"]}
    assert [key for key in keys if not re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", key)] == []


def test_core_stateless_and_no_cookies(client):
    factories.ActivityFactory()
    response = client.get("/api/v1/activiteiten")
    assert not response.cookies


def test_core_date_time_format_and_omit_time_portion(client):
    factories.LetterFactory(date="2023-09-22")
    (row,) = client.get("/api/v1/brieven").json()["resultaten"]
    assert row["datum"] == "2023-09-22"
    written = document()["components"]["schemas"]["Brief"]["properties"]["datum"]
    assert written["format"] == "date"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_core_http_methods(client, method):
    response = getattr(client, method)("/api/v1/activiteiten")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "application/problem+json"


def test_core_http_safety(client):
    factories.ActivityFactory()
    head = client.head("/api/v1/activiteiten")
    assert (head.status_code, head.content) == (200, b"")
    assert {method for methods in PATHS.values() for method in methods} == {"get"}


@pytest.mark.parametrize("address", ERRORS)
def test_core_error_handling_problem_details(client, address):
    response = client.get(address)
    assert response.status_code == ERRORS[address]
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == ERRORS[address]
    assert {"type", "title", "status", "detail"} <= body.keys()


def test_core_error_handling_invalid_input_and_all_errors(client):
    response = client.get(
        "/api/v1/activiteiten?jaar=abc&foo=1&vorm=x&fields=titel,y,titel&aantal=0"
        "&status=&q=a&q=b&expand=z&cursor=c"
    )
    assert response.status_code == 400
    assert response.json()["errors"] == [
        {"in": "query", "name": name, "detail": detail}
        for name, detail in [
            ("foo", "Deze parameter bestaat hier niet."),
            ("status", "Deze parameter is leeg. Laat hem weg."),
            ("q", "Deze parameter staat twee keer in het adres."),
            (
                "fields",
                "“y” bestaat niet. Kies uit: titel, gebieden, werkprogrammas, doelen, vorm, "
                "vorm_afgeleid, status, samen_met, samenvatting, bronnen, toelichting, adres.",
            ),
            ("fields", "Geef elke naam één keer."),
            (
                "expand",
                "“z” bestaat niet. Kies uit: doelen, mijlpalen, toezichtgebieden, werkprogrammas.",
            ),
            ("aantal", "Geef een getal van 1 tot en met 500."),
            ("jaar", "Geef een jaar van 1990 tot en met 2100."),
            ("vorm", "Selecteer een geldige keuze. x is geen beschikbare keuze."),
        ]
    ]


@pytest.mark.parametrize(
    "query",
    [
        "cursor=x",
        "cursor=",
        "aantal=501",
        "aantal=²",
        "pagina=2",
        "jaar=1989",
        "q=" + "a" * 201,
        "doel=bestaat-niet",
        "q=%00",
        "format=json",
    ],
)
def test_core_error_handling_invalid_input(client, query):
    response = client.get(f"/api/v1/activiteiten?{query}")
    assert (response.status_code, len(response.json()["errors"])) == (400, 1)


def test_a_cursor_belongs_to_one_list_and_order(client):
    factories.ActivityFactory.create_batch(2)
    factories.LetterFactory.create_batch(2)
    following = client.get("/api/v1/activiteiten?aantal=1").json()["_links"]["next"]["href"]
    cursor = following.split("cursor=")[1]
    for address in ("brieven?", "activiteiten?sorteer=titel&"):
        assert client.get(f"/api/v1/{address}cursor={cursor}").status_code == 400


def test_what_csv_has_no_place_for_is_refused(client):
    response = client.get(
        "/api/v1/activiteiten?aantal=1&expand=doelen", headers={"accept": "text/csv"}
    )
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_a_form_that_is_not_there(client):
    response = client.get("/api/v1/activiteiten", headers={"accept": "image/png"})
    assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")


def test_a_withdrawn_record_is_gone_with_the_reason(client):
    withdraw(factories.ActivityFactory(slug="a"), "Dubbel opgenomen.")
    response = client.get("/api/v1/activiteiten/a")
    assert response.status_code == 410
    assert response.json()["detail"].endswith(": Dubbel opgenomen.")


def test_a_changed_address_leads_to_the_new_one(client):
    activity = factories.ActivityFactory(slug="oud")
    activity.slug = "nieuw"
    activity.save()
    response = client.get("/api/v1/activiteiten/oud")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/activiteiten/nieuw")


def test_core_doc_openapi_contact_and_language():
    assert document()["openapi"].startswith("3.")
    assert document()["info"]["contact"].keys() == {"name", "url", "email"}
    schemas = [document()["components"]["schemas"][each.schema] for each in RESOURCES]
    columns = [
        column
        for schema in schemas
        for name, column in schema["properties"].items()
        if not name.startswith("_")
    ]
    assert all(column["description"] for column in columns)


def test_core_publish_openapi(client):
    response = client.get("/api/v1/openapi.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"] == "application/json"
    written = (DOCS / "openapi.json").read_text(encoding="utf-8")
    assert written == as_text(), 'run: make manage do="openapi"'
    assert response.json() == json.loads(written)


def test_core_uri_version_and_semver():
    assert document()["servers"][0]["url"] == "/api/v1"
    assert re.fullmatch(r"1\.\d+\.\d+", VERSION)
    assert document()["info"]["version"] == VERSION


def test_core_version_header_transport_security_headers_and_cors(client):
    known = client.get("/api/v1")["ETag"]
    for address, headers in {
        **dict.fromkeys(ERRORS, {}),
        "/api/v1": {},
        "/api/v1?": {"if-none-match": known},
    }.items():
        response = client.get(address, headers=headers)
        assert response["API-Version"] == VERSION
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_core_transport_cors_preflight(client):
    response = client.options("/api/v1/activiteiten", headers={"origin": "https://x.nl"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_core_changelog_and_deprecation_schedule():
    written = (DOCS / "api.md").read_text(encoding="utf-8")
    assert f"### {VERSION}" in written
    assert "## How long a version stays" in written


def test_every_operation_documents_what_linters_ask_for():
    for path, operation in operations():
        codes = operation["responses"].keys()
        assert {"200", "400", "429"} <= codes, path
        assert all("API-Version" in each["headers"] for each in operation["responses"].values())
        assert operation["summary"]
        assert all(each["description"] for each in operation["parameters"])
    ids = [operation["operationId"] for _path, operation in operations()]
    assert len(set(ids)) == len(ids)


def test_every_address_of_the_api_is_documented():
    (api,) = [each for each in get_resolver().url_patterns if str(each.pattern) == "api/"]
    routes = {str(each.pattern).replace("<str:identifier>", "{id}") for each in api.url_patterns}
    assert {f"v1{path}" for path in PATHS} == routes - {"v1", "^(?P<rest>.+)$"}


def test_fair_use_is_told_and_kept(client, settings):
    settings.API_REQUESTS_PER_MINUTE = 2
    answers = [client.get(f"/api/v1/doelen?jaar={year}") for year in (2001, 2002, 2003)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert [re.sub("t=.*", "t", each["RateLimit"]) for each in answers] == [
        '"fair-use";r=1;t',
        '"fair-use";r=0;t',
        '"fair-use";r=0;t',
    ]
    assert answers[0]["RateLimit-Policy"] == '"fair-use";q=2;w=60'
    assert 1 <= int(answers[2]["Retry-After"]) <= 61
    assert answers[2]["Content-Type"] == "application/problem+json"


def test_fair_use_is_counted_where_all_processes_look(client):
    client.get("/api/v1/doelen")
    client.get("/api/v1/brieven")
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM fair_use), (SELECT count(*) FROM cache)")
        assert cursor.fetchone() == (1, 0)


def test_a_search_tells_all_that_is_wrong_with_it(client):
    response = client.get("/api/v1/zoek?foo=1&soort=x&jaar=1&gebied=x&pagina=0")
    assert response.status_code == 400
    assert [each["name"] for each in response.json()["errors"]] == [
        "foo", "q", "pagina", "soort", "jaar", "gebied",
    ]  # fmt: skip


def test_a_page_of_a_search_that_is_not_there(client):
    response = client.get("/api/v1/zoek?q=keten&pagina=2")
    assert (response.status_code, response.json()["detail"]) == (
        404,
        "Pagina “2” bestaat niet. De laatste pagina is 1.",
    )


def test_a_search_that_takes_too_long_may_be_tried_again(client, busy_index):
    response = client.get("/api/v1/zoek?q=keten")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "application/problem+json"
    assert (response["Cache-Control"], "ETag" in response.headers) == ("no-store", False)


def test_what_breaks_is_a_problem_too(client, monkeypatch, caplog):
    monkeypatch.setattr("programmes.api.views.bodies", None)
    response = client.get("/api/v1/activiteiten")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "NoneType" not in response.text
    assert "NoneType" in caplog.text


def test_an_answer_that_is_known_is_not_given_again(client):
    factories.ActivityFactory()
    known = client.get("/api/v1/activiteiten")["ETag"]
    again = client.get("/api/v1/activiteiten", headers={"if-none-match": known})
    assert (again.status_code, again.content, again["API-Version"]) == (304, b"", VERSION)
