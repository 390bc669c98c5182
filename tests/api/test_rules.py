"""The NL API Design Rules 2.2 of Logius: a test for each rule, named by its id.

https://logius-standaarden.github.io/API-Design-Rules/
"""

import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import get_resolver

from programmes.api import CHANGES, VERSION
from programmes.api.resources import BY_PATH, RESOURCES
from programmes.api.schema import as_text, contact, document
from programmes.lists.nouns import LINKS
from programmes.workflow.publishing import withdraw
from tests import factories
from tests.world import make_world

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
RULES = [
    "naming-resources", "naming-collections", "interface-language", "no-trailing-slash",
    "path-segments-kebab-case", "query-keys-camel-case", "hide-implementation", "date-time/format",
    "date-time/timezone", "date-time/date-omit-time-portion", "http-methods", "http-safety",
    "http-response-code", "stateless", "nested-child", "resource-operations",
    "error-handling/problem-details", "error-handling/invalid-input", "error-handling/all-errors",
    "doc-openapi", "doc-openapi-contact", "doc-language", "publish-openapi", "deprecation-schedule",
    "transition-period", "uri-version", "changelog", "semver", "version-header", "transport/tls",
    "transport/no-sensitive-uris", "transport/security-headers", "transport/cors",
    "modules/geospatial", "modules/signing", "modules/encryption",
]  # fmt: skip
# Not applicable: docs/decisions.md.
NOT_HERE = ["modules/geospatial", "modules/signing", "modules/encryption"]
# English names, of problem+json and HAL or common in Dutch APIs.
OF_STANDARDS = {
    *("id", "q", "fields", "expand", "cursor", "href", "self", "next"),
    *("type", "title", "status", "detail", "errors", "in", "name", "openapi", "info", "paths"),
}
# The same in both languages.
DUTCH_TOO = {"motto", "status"}
PATHS = document()["paths"]
ERRORS = {
    "/api/v1/bestaat-niet": 404,
    "/api/v1/activiteiten?foo=1": 400,
    "/api/v1/activiteiten/bestaat-niet": 404,
    "/api/v1/mijlpalen/x": 404,
    "/api/v1/toezichtgebieden/x": 404,
    "/api/v2/activiteiten": 404,
}
OTHER_METHODS = ["post", "put", "patch", "delete", "trace"]


def operations():
    """Return (path, operation) pairs of the OpenAPI document."""
    return [(path, each) for path, methods in PATHS.items() for each in methods.values()]


def within(value, path=()):
    """Yield (path of keys, value) for every value in a JSON document."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else ()
    for key, each in enumerate(value) if isinstance(value, list) else inner:
        yield from within(each, (*path, key))


def properties():
    """Return (name, schema) pairs of all properties of responses."""
    return [
        (path[-1], schema)
        for path, schema in within(document())
        if len(path) > 1 and path[-2] == "properties"
    ]


def texts():
    """Return the titles, summaries and descriptions of the OpenAPI document."""
    told = ("title", "summary", "description")
    return [
        text
        for path, text in within(document())
        if path and path[-1] in told and isinstance(text, str)
    ]


def query_keys():
    return {each["name"] for _path, operation in operations() for each in operation["parameters"]}


def test_every_rule_has_a_test_or_a_reason():
    tested = {name for name in globals() if name.startswith("test_core_")}
    assert tested == {
        f"test_core_{re.sub('[/-]', '_', rule)}" for rule in RULES if rule not in NOT_HERE
    }
    reasons = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    assert [rule for rule in NOT_HERE if f"`/core/{rule}`" not in reasons] == []


def test_core_naming_resources():
    """A resource is named by the noun of its model."""
    of_nouns = [each for each in RESOURCES if each.noun not in LINKS]
    nouns = {each.path: str(each.noun.model._meta.verbose_name) for each in of_nouns}
    other = {"activiteiten": "toezichtactiviteit", "brieven": "Kamerbrief"}
    other["perspectieven"] = "meerjarenperspectief"
    assert nouns == {each.path: each.singular for each in of_nouns} | other


def test_the_resource_of_a_link_has_the_name_of_its_files():
    links = [each for each in RESOURCES if each.noun in LINKS]
    assert [each.path for each in links] == [each.noun.path for each in links]
    assert [each.noun for each in links] == LINKS


def test_core_naming_collections():
    assert {path for path in PATHS if "{" not in path} == {
        *(f"/{resource.path}" for resource in RESOURCES),
        "/wijzigingen",
        "/zoek",
        "/openapi.json",
    }
    for each in RESOURCES:
        if each.noun in LINKS:
            continue
        plural = str(each.noun.model._meta.verbose_name_plural).replace("'", "")
        assert plural.lower().endswith(each.path)
        assert each.path != each.singular


def test_core_interface_language():
    fields = {each.name for model in apps.get_app_config("programmes").get_models()
              for each in model._meta.get_fields()}  # fmt: skip
    english = fields - DUTCH_TOO - OF_STANDARDS
    names = query_keys() | {name.lstrip("_") for name, _schema in properties()}
    assert sorted(names & english) == []
    known = {column.name for each in RESOURCES for column in each.columns}
    known |= {key for each in RESOURCES for key in (*each.filters, *each.relations)}
    own = {"aantal", "pagina", "resultaten", "links", "embedded", "adviezen", "bedoelde_u"}
    own |= {"fragmenten", "gebieden", "jaren", "op_nummer", "volledig", "gebied"}
    own |= {"bladzijde", "bladzijden", "ook_gezocht_op", "precies", "niet_gevonden"}
    own |= {"andere_vragen", "lijsten"}
    own |= {"moment", "lijst", "wijziging", "wijzigingen", "velden", "volledig_tot", "weg"}
    own |= {"onderdeel", "actie", "veld", "was", "is"}
    assert sorted(names - known - own - OF_STANDARDS) == []


def test_core_no_trailing_slash(client):
    factories.ActivityFactory(slug="a")
    for path in ("", "/activiteiten", "/activiteiten/a", "/openapi.json", "/zoek"):
        assert client.get(f"/api/v1{path}/").status_code == 404
    assert [path for path in PATHS if path.endswith("/")] == []


def test_core_path_segments_kebab_case():
    parts = {part for path in PATHS for part in path.split("/")[1:]}
    own = {part for part in parts if "{" not in part} - {"openapi.json"}
    assert [part for part in own if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", part)] == []


def test_core_query_keys_camel_case():
    keys = query_keys()
    assert [key for key in keys if not re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", key)] == []


def test_schemas_have_names_in_camel_case():
    names = document()["components"]["schemas"]
    assert [name for name in names if not re.fullmatch(r"([A-Z][a-z]*)+", name)] == []


def test_core_hide_implementation(client, caplog, monkeypatch):
    make_world()
    answers = [client.get(address) for address in (*ERRORS, "/api/v1/activiteiten", "/api/v1")]
    answers.append(client.post("/api/v1/activiteiten"))
    monkeypatch.setattr("programmes.api.views.bodies", None)
    answers.append(client.get("/api/v1/activiteiten"))
    assert answers[-1].status_code == 500
    for answer in answers:
        said = f"{answer.headers} {answer.text}".lower()
        inside = r"django|python|postgres|psycopg|traceback|programmes|nonetype|\bsql\b"
        assert re.findall(inside, said) == []
        assert answer["Server"] == "inspectie"
        assert not {"x-powered-by", "via"} & {name.lower() for name in answer.headers}
    keys = {column.name for each in RESOURCES for column in each.columns if column.refers_to}
    assert {name for name, _schema in properties() if name == "pk" or name.endswith("_id")} == keys


def test_core_date_time_format(client):
    factories.LetterFactory(date="2023-09-22")
    (row,) = client.get("/api/v1/brieven").json()["resultaten"]
    assert row["datum"] == "2023-09-22"
    dates = {
        column.name for each in RESOURCES for column in each.columns if column.kind == "date"
    } | {name for name, _schema in properties() if "datum" in name}
    assert {name for name, schema in properties() if schema.get("format") == "date"} == dates


def test_core_date_time_timezone(client):
    """Of what happened the register has dates; the moments of changes to it are in UTC."""
    formats = {schema.get("format") for _name, schema in properties()}
    assert formats == {None, "date", "date-time", "uri", "uri-reference"}
    moments = {name for name, schema in properties() if schema.get("format") == "date-time"}
    assert moments == {"moment", "volledig_tot"}
    factories.ActivityFactory()
    (row,) = client.get("/api/v1/activiteiten?sinds=2000-01-01").json()["resultaten"]
    found = client.get("/api/v1/wijzigingen").json()
    assert {each[-1] for each in (row["_wijziging"]["moment"], found["volledig_tot"])} == {"Z"}


def test_core_date_time_date_omit_time_portion(client):
    make_world()
    dates = {name for name, schema in properties() if schema.get("format") == "date"}
    found = [
        value
        for resource in RESOURCES
        for path, value in within(client.get(f"/api/v1/{resource.path}").json())
        if path and path[-1] in dates and value is not None
    ]
    assert found
    assert [value for value in found if not re.fullmatch(r"\d{4}-\d\d-\d\d", value)] == []


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_core_http_methods(client, method):
    response = getattr(client, method)("/api/v1/activiteiten")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.django_db(transaction=True)
def test_core_http_safety(client):
    """No method writes: the ETag changes with every write."""
    make_world()
    addresses = [f"/api/v1/{each.path}" for each in RESOURCES]
    before = [(each["ETag"], each.content) for each in map(client.get, addresses)]
    for address in addresses:
        head = client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        client.options(address)
        for method in OTHER_METHODS:
            getattr(client, method)(address)
    assert [(each["ETag"], each.content) for each in map(client.get, addresses)] == before
    assert {method for methods in PATHS.values() for method in methods} == {"get"}


@pytest.mark.django_db(transaction=True)
def test_core_http_response_code(client, settings, monkeypatch, request):
    factories.ActivityFactory(slug="oud")
    moved = factories.ActivityFactory(slug="verhuisd")
    moved.slug = "nieuw"
    moved.save()
    withdraw(factories.ActivityFactory(slug="weg"), "Dubbel.")
    # The lock of this fixture blocks writes to the index too.
    request.getfixturevalue("busy_index")
    tag = {"if-none-match": client.get("/api/v1/activiteiten")["ETag"]}
    asked = {
        200: client.get("/api/v1/activiteiten/oud"),
        301: client.get("/api/v1/activiteiten/verhuisd"),
        304: client.get("/api/v1/activiteiten", headers=tag),
        400: client.get("/api/v1/activiteiten?jaar=abc"),
        404: client.get("/api/v1/activiteiten/nergens"),
        406: client.get("/api/v1/activiteiten", headers={"accept": "image/png"}),
        410: client.get("/api/v1/activiteiten/weg"),
        503: client.get("/api/v1/zoek?q=keten"),
    }
    monkeypatch.setattr("programmes.api.views.bodies", None)
    asked[500] = client.get("/api/v1/activiteiten")
    settings.API_REQUESTS_PER_MINUTE = 1
    asked[429] = client.get("/api/v1/brieven")
    assert {code: answer.status_code for code, answer in asked.items()} == {
        code: code for code in asked
    }
    documented = {code for _path, operation in operations() for code in operation["responses"]}
    assert documented == {str(code) for code in asked}


def test_core_stateless(client):
    """No cookie is set, and a session cookie changes nothing."""
    factories.ActivityFactory()
    visitor = client.get("/api/v1/activiteiten")
    client.force_login(get_user_model().objects.create_superuser("x"))
    staff = client.get("/api/v1/activiteiten")
    assert (visitor.status_code, visitor.content) == (staff.status_code, staff.content)
    assert not visitor.cookies
    assert not staff.cookies


def test_core_nested_child(client):
    """Events are embedded in their activity instead of nested below it: docs/decisions.md."""
    make_world()
    factories.EventFactory()
    within_it = client.get("/api/v1/activiteiten/activiteit?expand=mijlpalen").json()
    beside_it = client.get("/api/v1/mijlpalen?activiteit=activiteit").json()
    assert within_it["_embedded"]["mijlpalen"] == beside_it["resultaten"]
    assert len(beside_it["resultaten"]) == 1
    assert [path for path in PATHS if path.count("{") > 1] == []


def test_core_resource_operations(client):
    """Search is the only path that is no resource, and has a verb as its name."""
    nouns = {f"/{each.path}{item}" for each in RESOURCES for item in ("", "/{id}")}
    nouns.add("/wijzigingen")
    assert set(PATHS) - nouns == {"/zoek", "/openapi.json"}
    assert client.get("/api/v1/zoek?q=keten").status_code == 200
    assert client.post("/api/v1/zoek?q=keten").status_code == 405


@pytest.mark.parametrize("address", ERRORS)
def test_core_error_handling_problem_details(client, address):
    response = client.get(address)
    assert response.status_code == ERRORS[address]
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == ERRORS[address]
    assert body.keys() - {"errors"} == {"type", "title", "status", "detail"}


def test_core_error_handling_invalid_input(client):
    for resource in RESOURCES:
        for key in ("foo", *resource.filters, "fields", "aantal", "cursor"):
            response = client.get(f"/api/v1/{resource.path}?{key}=")
            assert (response.status_code, response.json()["errors"][0]["name"]) == (400, key)
    assert client.get("/api/v1/zoek").status_code == 400
    assert [path for path, each in operations() if "400" not in each["responses"]] == []


def test_core_error_handling_all_errors(client):
    columns = ", ".join(column.name for column in BY_PATH["activiteiten"].columns)
    relations = ", ".join(BY_PATH["activiteiten"].relations)
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
            ("fields", f"“y” bestaat niet. Kies uit: {columns}."),
            ("fields", "Geef elke naam één keer."),
            ("expand", f"“z” bestaat niet. Kies uit: {relations}."),
            ("aantal", "Geef een getal van 1 tot en met 500."),
            ("jaar", "Geef een jaar van 1990 tot en met 2100."),
            ("vorm", "Selecteer een geldige keuze. x is geen beschikbare keuze."),
        ]
    ]


def test_core_doc_openapi():
    assert document()["openapi"].startswith("3.")
    for path, value in within(document()):
        if path and path[-1] == "$ref":
            _root, group, kind, name = value.split("/")
            assert name in document()[group][kind]


def test_core_doc_openapi_contact(settings):
    """The document has an e-mail address when CONTACT_EMAIL is set."""
    settings.CONTACT_EMAIL = "register@inspectie.example"
    assert contact().keys() == {"name", "url", "email"}
    assert all(contact().values())
    assert document()["info"]["contact"].keys() == {"name", "url"}


def test_core_doc_language():
    """Every text is in Dutch: none is an untranslated msgid."""
    folder = ROOT / "inspectie" / "locale" / "nl" / "LC_MESSAGES"
    with (folder / "django.po").open("rb") as file:
        translated = {each.id for each in read_po(file) if each.id != each.string}
    told = texts()
    assert len(told) > 300
    assert all(told)
    assert [text for text in told if text in translated] == []
    assert [text for text in told if re.search(r"\b(the|and|which|from|with)\b", text)] == []


def test_core_publish_openapi(client):
    response = client.get("/api/v1/openapi.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"] == "application/json"
    written = (ROOT / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8")
    assert written == as_text(), 'run: make manage do="openapi"'
    assert response.json() == json.loads(written)
    headers = PATHS["/openapi.json"]["get"]["responses"]["200"]["headers"]
    assert "access-control-allow-origin" in headers


def test_core_deprecation_schedule(client):
    """The policy is in the documentation of the code and on the page of the API."""
    assert "## How long a version stays" in written_about_the_api()
    page = client.get("/open-data/api/").text
    assert '<h2 id="beleid">Hoe lang een versie blijft</h2>' in page
    assert "<code>Deprecation</code> en <code>Sunset</code>" in page


def test_core_transition_period(client):
    """The transition period is documented, and at most two major versions are served."""
    assert "a year before" in written_about_the_api()
    assert "nog minstens een jaar" in client.get("/open-data/api/").text
    (api,) = [each for each in get_resolver().url_patterns if str(each.pattern) == "api/"]
    majors = {part for each in api.url_patterns for part in re.findall(r"^v\d+", str(each.pattern))}
    assert len(majors) <= 2
    assert f"v{VERSION.split('.')[0]}" in majors


def test_core_uri_version():
    assert document()["servers"][0]["url"] == f"/api/v{VERSION.split('.')[0]}"


def test_core_changelog(client):
    page = client.get("/open-data/api/").text
    shown = re.findall(r"<dt>(\d+\.\d+\.\d+)</dt><dd>(.+?)</dd>", page)
    assert shown == [*CHANGES.items()]


def test_core_semver():
    number = r"(0|[1-9]\d*)"
    assert all(re.fullmatch(rf"{number}\.{number}\.{number}", version) for version in CHANGES)
    newest_first = sorted(CHANGES, key=lambda each: [*map(int, each.split("."))], reverse=True)
    assert [*CHANGES] == newest_first
    assert document()["info"]["version"] == VERSION


def every_kind_of_answer(client, **more):
    """Return responses with every kind of status, to all methods."""
    known = {"if-none-match": client.get("/api/v1", **more)["ETag"]}
    answers = [client.get(address, **more) for address in (*ERRORS, "/api/v1", "/api/v1?")]
    answers += [client.get("/api/v1", headers=known, **more), client.post("/api/v1", **more)]
    return [*answers, client.options("/api/v1", **more)]


def test_core_version_header(client):
    assert {each["API-Version"] for each in every_kind_of_answer(client)} == {VERSION}


def test_core_transport_tls(client, settings):
    """Over plain HTTP there is only a redirect to HTTPS."""
    factories.ActivityFactory()
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/api/v1/activiteiten")
    assert (response.status_code, response.content) == (301, b"")
    assert response["Location"] == "https://testserver/api/v1/activiteiten"
    answer = client.get("/api/v1/activiteiten", secure=True)
    assert answer.json()["_links"]["self"]["href"].startswith("https://")


def test_core_transport_no_sensitive_uris(client):
    """A URI has no credentials, and the slug of a record that has a page."""
    make_world()
    secret = re.compile("sleutel|token|key|wachtwoord|password|bsn|sessie|session")
    assert [key for key in query_keys() if secret.search(key)] == []
    assert "securitySchemes" not in document()["components"]
    for resource in RESOURCES:
        rows = client.get(f"/api/v1/{resource.path}").json()["resultaten"]
        assert rows or resource.path == "doelopvolgingen"
        by_slug = resource.identifier == "slug"
        for row in rows if by_slug else []:
            slug = row["_links"]["self"]["href"].rpartition("/")[2]
            assert row["adres"].rstrip("/").endswith(slug)


def test_core_transport_security_headers(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    for response in every_kind_of_answer(client, secure=True):
        assert response["Strict-Transport-Security"].startswith("max-age=31536000")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        policy = response["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy


def test_core_transport_cors(client):
    """CORS allows every origin, without credentials."""
    for response in every_kind_of_answer(client):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
    response = client.options("/api/v1/activiteiten", headers={"origin": "https://x.nl"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def written_about_the_api():
    return (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
