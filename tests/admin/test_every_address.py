"""The status of every address of the administration, for every role, by GET and POST.

The addresses are read from the URL configuration, so that a new one fails here until it has a line.
The effect of an action is tested in test_every_role.py. What an administrator gets, which is all
there is, is in Dutch, also with errors in a form.
"""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLResolver

from programmes.models.publication import Published
from tests.admin.addresses import (
    LINES,
    RECORDS,
    address_of,
    address_with,
    has_key,
    place_of,
    record_for,
    signed_in,
)
from tests.admin.dutch import english
from tests.database import kept
from tests.factories import member

pytestmark = pytest.mark.long

NOUNS = {model._meta.model_name for model in admin.site._registry if issubclass(model, Published)}
METHODS = ["get", "post"]
DOORS = {"/beheer/login/", "/beheer/inloggen/"}


def routes(patterns=None, before=""):
    """Yield every route of the administration, with <key> for the primary key of a record."""
    for each in admin.site.get_urls() if patterns is None else patterns:
        route = before + str(each.pattern).strip("^$")
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        else:
            yield from alternatives(
                re.sub("<(path:object_id|key:object_id|key:pk|id)>", "<key>", route)
            )


def alternatives(route):
    """Return the routes of one with a group of alternatives such as (?P<verb>a|b)."""
    match = re.search(r"\(\?P<\w+>([\w|]+)\)", route)
    if not match:
        return [route.replace("(?P<url>.*)", "<url>")]
    return [route.replace(match[0], choice) for choice in match[1].split("|")]


def lines_of(routes):
    """Return the first columns of the table: one line for the routes that every noun has."""
    routes, lines = set(routes), set()
    for each in routes:
        line = re.sub(f"^programmes/({'|'.join(NOUNS)})/", "programmes/<record>/", each)
        shared = all(line.replace("<record>", noun) in routes for noun in NOUNS)
        lines.add(line if shared else each)
    return lines


@pytest.fixture(scope="module")
def sessions(empty, django_db_blocker):
    """The session keys of a user in each role, in the order of the table."""
    found = []

    def sign_in():
        users = [
            User.objects.create_user("nel", is_staff=True),
            member("riet", "redacteur"),
            member("paul", "publicist"),
            User.objects.create_superuser("bea"),
        ]
        found.extend(signed_in(user).cookies["sessionid"].value for user in users)

    with kept(django_db_blocker, empty, sign_in):
        yield found


@pytest.fixture
def people(db, sessions):
    """A client for each role, in the order of the table."""
    clients = [Client() for _role in sessions]
    for client, key in zip(clients, sessions, strict=True):
        client.cookies["sessionid"] = key
    return clients


def answer(client, method, address):
    """Return a response; its transaction is rolled back."""
    with transaction.atomic():
        response = getattr(client, method)(address, {"post": "yes"} if method == "post" else None)
        b"".join(response)  # Reading a file to the end closes it.
        transaction.set_rollback(True)
    return response


def cases():
    """Return {(noun, place, state): lines} of the table, which are asked of one record."""
    found = {}
    for line, state, *_statuses in LINES:
        for noun in RECORDS if "<record>" in line else [None]:
            found.setdefault((noun, place_of(line, noun), state), []).append(line)
    return found


CASES = cases()


def test_every_address_has_a_line_and_every_noun_a_test():
    assert lines_of(routes()) == {line.replace("(start)", "") for line, *_rest in LINES}
    assert set(RECORDS) == NOUNS


@pytest.mark.parametrize(("noun", "place", "state"), CASES)
def test_each_address_answers_each_role(people, noun, place, state):
    lines = CASES[noun, place, state]
    expected = {line: statuses for line, known, *statuses in LINES if known == state}
    key = next((record_for(line, noun, state).pk for line in lines if has_key(line)), None)
    found, foreign = {}, {}
    for line in lines:
        address = address_with(key, line, noun)
        gets, posts = ([answer(each, method, address) for each in people] for method in METHODS)
        found[line] = [str(each.status_code) for each in gets + posts]
        foreign[line] = english(gets[-1]) + english(posts[-1])
    assert found == {line: expected[line] for line in lines}
    assert foreign == dict.fromkeys(lines, [])


@pytest.mark.parametrize("method", METHODS)
def test_who_is_not_staff_is_redirected_to_sign_in(client, db, method):
    visitor, outsider = client, signed_in(User.objects.create_user("vic"))
    for line in {line for line, *_rest in LINES} - {"login/", "logout/"}:
        address = address_of(line, "activity", "draft")
        for each in (visitor, outsider):
            response = getattr(each, method)(address)
            assert response.status_code == 302, line
            assert response["Location"].split("?")[0] in DOORS, line
