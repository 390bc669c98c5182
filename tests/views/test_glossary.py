"""Every term that a page explains is in the glossary, once."""

import re
from pathlib import Path

import pytest
from django.utils.text import slugify

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.django_db
def test_every_term_of_a_page_is_explained_once(client):
    anchors = re.findall(r'<div id="([a-z-]+)"><dt>', client.get("/begrippen/").text)
    pages = [page.read_text() for page in TEMPLATES.rglob("*.html")]
    used = {
        slugify(word) for page in pages for word in re.findall(r'\{% term "([^"]+)" %\}', page)
    } | {anchor for page in pages for anchor in re.findall(r'"glossary" %\}#([a-z-]+)', page)}
    assert len(anchors) == len(set(anchors))
    assert used - set(anchors) == set()
    assert {"kenmerk", "kamerstuk", "mede-namens"} <= used
