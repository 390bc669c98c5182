"""Which media type a request gets, by its Accept header."""

import pytest
from django.test import RequestFactory

from programmes.api.responses import CSV, JSON, negotiated


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", None),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json; charset=utf-8", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        ("text/csv, application/json", JSON),
        ("TEXT/CSV", CSV),
        ("text/*", CSV),
        ("text/csv;q=0.5, */*", CSV),
        ("text/csv;header=present, application/json", CSV),
        ("image/png", None),
        ("json", None),
        (";;;", None),
        ("a" * 20_000, None),
    ],
)
def test_accept_chooses_the_media_type(accept, media_type):
    request = RequestFactory().get("/", headers={"accept": accept})
    assert negotiated(request, (JSON, CSV)) == media_type


def test_without_accept_the_first_media_type_is_chosen():
    assert negotiated(RequestFactory().get("/"), (JSON, CSV)) == JSON
