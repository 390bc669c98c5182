"""The OpenAPI document describes every path, with all that linters require."""

from django.urls import get_resolver

from programmes.api.schema import document

PATHS = document()["paths"]


def operations():
    """Return (path, operation) pairs of the document."""
    return [(path, each) for path, methods in PATHS.items() for each in methods.values()]


def test_every_operation_has_what_linters_require():
    for path, operation in operations():
        codes = operation["responses"].keys()
        assert {"200", "400", "429"} <= codes, path
        assert all("API-Version" in each["headers"] for each in operation["responses"].values())
        assert operation["summary"]
        assert operation["description"]
        assert all(each["description"] for each in operation["parameters"])
    ids = [operation["operationId"] for _path, operation in operations()]
    assert len(set(ids)) == len(ids)


def test_every_path_is_documented():
    (api,) = [each for each in get_resolver().url_patterns if str(each.pattern) == "api/"]
    routes = {str(each.pattern).replace("<str:identifier>", "{id}") for each in api.url_patterns}
    assert {f"v1{path}" for path in PATHS} == routes - {"v1", "^(?P<rest>.+)$"}
