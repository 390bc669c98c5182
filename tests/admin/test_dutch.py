"""Every page of the administration is in Dutch, also with errors in its form."""

import re
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from lxml import html

from inspectie.accounts import urls
from tests.admin.addresses import LINES, RECORDS, address_of, signed_in

# Words of labels, messages and buttons that do not occur in Dutch.
ENGLISH = re.compile(
    r"\b(the|this|that|these|you|your|please|and|with|from|has|have|select|add|change|delete|save|"
    r"remove|search|yes|not|error|password|user|username|history|required|valid|invalid|choose|"
    r"new|show|hide|sign|email|only|must|should|will|could|which|because)\b",
    re.IGNORECASE,
)
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-filter")
BUTTONS = "//input[@type='submit' or @type='button' or @type='reset']/@value"


def texts(page):
    """Return what a page says: its title, text, buttons, and names for screen readers."""
    tree = html.fromstring(page)
    for each in tree.xpath("//script | //style | //code | //option[@value and not(@selected)]"):
        each.drop_tree()
    attributes = [f"//@{name}" for name in ATTRIBUTES]
    return [str(text) for way in ("//text()", BUTTONS, *attributes) for text in tree.xpath(way)]


def english(response):
    """Return the texts of a page with an English word, and "Error:" in its title."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    said = texts(response.text) if response.text else []
    return [text.strip() for text in said if ENGLISH.search(text)]


def found_on(client, page):
    """Return the English texts on a page, and on its answer to an empty form.

    Args:
        page: a function that makes what the page shows, and returns its address.
    """
    with transaction.atomic():
        address = page()
        answers = [client.get(address), client.post(address)]
        transaction.set_rollback(True)
    return [text for each in answers for text in english(each)]


@pytest.fixture
def beheerder(db):
    return signed_in(User.objects.create_superuser("bea"))


def english_pages(client, pages):
    """Return {name: texts} of those of {name: page} with English texts."""
    found = {name: found_on(client, page) for name, page in pages.items()}
    return {name: said for name, said in found.items() if said}


def pages_of(noun):
    """Return the pages of a noun, or those of no noun, of the table of addresses."""
    return {
        f"{line} {state}": partial(address_of, line, noun, state)
        for line, state, *_rest in LINES
        if ("<record>" in line) is bool(noun)
    }


@pytest.mark.parametrize("noun", [*RECORDS, None])
def test_the_pages_of_the_register(beheerder, noun):
    assert english_pages(beheerder, pages_of(noun)) == {}


@pytest.mark.parametrize("has_account", [True, False])
def test_the_pages_of_accounts(client, beheerder, mailbox, has_account):
    routes = [str(each.pattern) for each in urls.urlpatterns]
    own = [each for each in routes if not re.search("[<(]|uitloggen", each)]
    pages = {each: partial(str, f"/beheer/{each}") for each in own}
    assert english_pages(beheerder if has_account else client, pages) == {}
