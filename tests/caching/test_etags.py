"""An ETag changes exactly when the response changes."""

import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from programmes.caching import etags
from programmes.models import Activity, Event
from programmes.workflow.publishing import withdraw
from tests import factories
from tests.addresses import DETAILS, FEEDS, FILES, LISTS, MADE_ANEW, PAGES, address
from tests.world import make_world

KEPT = [name for name in [*PAGES, *LISTS, *DETAILS, *FEEDS, *FILES] if name not in MADE_ANEW]
pytestmark = pytest.mark.django_db

LIST = "/activiteiten/"


@pytest.fixture
def activity():
    return factories.ActivityFactory(slug="a")


def etag(client, address=LIST, **headers):
    return client.get(address, headers=headers).headers.get("ETag")


@pytest.mark.django_db(transaction=True)
def test_every_public_address_is_asked_again_for_little(client):
    make_world()
    for name in KEPT:
        first = client.get(address(name))
        first.close()
        again = client.get(address(name), headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), name
        for response in (first, again):
            assert response["Cache-Control"] == "public, no-cache", name
            assert response["ETag"] == first["ETag"], name
            assert response.headers.get("Vary") == first.headers.get("Vary"), name
        assert "Content-Length" not in again, name


@pytest.mark.parametrize(
    ("path", "varies"),
    [
        (LIST, "Accept, Cookie, Accept-Encoding"),
        ("/api/v1/activiteiten", "Accept, Cookie, Accept-Encoding"),
        ("/activiteiten.csv", "Accept-Encoding"),
        ("/activiteiten.atom", "Accept-Encoding"),
        ("/open-data/catalogus.ttl", "Accept-Encoding"),
    ],
)
def test_what_does_not_negotiate_does_not_vary(client, path, varies):
    assert client.get(path)["Vary"] == varies
    one, other = (etag(client, path, accept=each) for each in ("text/html", "text/csv"))
    assert (one == other) == ("Accept," not in varies)


@pytest.mark.parametrize("cached", [0, 64])
def test_entity_tags_are_compared_weakly(client, activity, settings, cached):
    settings.ANSWERS_MEGABYTES = cached
    tag = etag(client).removeprefix("W/")
    for asked in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        response = client.get(LIST, headers={"if-none-match": asked})
        assert (response.status_code, response["ETag"]) == (304, f"W/{tag}")
    for asked in ('"*"', '"x"', tag.strip('"')):
        assert client.get(LIST, headers={"if-none-match": asked}).status_code == 200
    assert client.get("/activiteiten/x/", headers={"if-none-match": "*"}).status_code == 404


def test_an_answer_that_is_known_costs_one_query(client, activity, django_assert_num_queries):
    known = etag(client)
    with django_assert_num_queries(1):
        assert client.get(LIST, headers={"if-none-match": f'"x", {known}'}).status_code == 304


def write_by_hand():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_activity SET summary = 'x'")


CHANGES = {
    "a change": lambda activity: activity.save(),
    "a change outside the application": lambda activity: write_by_hand(),
    "another record": lambda activity: factories.SignatoryFactory(),
    "a new part": lambda activity: factories.EventFactory(activity=activity),
    "a part less": lambda activity: Event.objects.all().delete(),
    "a link": lambda activity: activity.fields.add(factories.FieldFactory()),
    "a withdrawal": lambda activity: withdraw(activity, "Dubbel."),
}


@pytest.mark.django_db(transaction=True)
def test_every_change_changes_the_etag(client, activity):
    tags = [etag(client)]
    for change in CHANGES.values():
        change(Activity.objects.get())
        tags.append(etag(client))
    assert len(set(tags)) == len(CHANGES) + 1
    assert client.get("/activiteiten/a/", headers={"if-none-match": tags[0]}).status_code == 410


def test_a_withdrawal_and_a_redirect_are_asked_again(client, activity):
    activity.slug = "b"
    activity.save()
    moved = client.get("/activiteiten/a/")
    assert (moved.status_code, moved["Cache-Control"]) == (301, "public, no-cache")
    withdraw(activity, "Dubbel.")
    gone = client.get("/activiteiten/b/")
    assert (gone.status_code, gone["Cache-Control"]) == (410, "public, no-cache")
    assert "ETag" not in gone


@pytest.mark.django_db(transaction=True)
def test_a_change_counts_though_it_began_before_another(client, activity):
    """The transaction that began first commits last, so that the greatest id does not change."""
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute("UPDATE programmes_activity SET note = 'langzaam'")
        factories.SignatoryFactory()
        between = etag(client)
        slow.commit()
        assert etag(client) != between
    finally:
        slow.close()


@pytest.mark.parametrize(
    "state",
    [
        lambda moment: {"publish_at": moment},
        lambda moment: {"withdrawn_at": moment, "withdrawal_reason": "Dubbel."},
    ],
    ids=["publication", "withdrawal"],
)
@pytest.mark.django_db(transaction=True)
def test_a_moment_that_passes_changes_the_etag(client, state):
    moment = timezone.now() + timedelta(seconds=1)
    factories.ActivityFactory(**state(moment))
    before = etag(client)
    while timezone.now() <= moment:
        time.sleep(0.05)
    assert etag(client) != before


def test_the_next_day_has_another_etag(client, activity, monkeypatch):
    today = etag(client)
    monkeypatch.setattr(timezone, "localdate", lambda: date(2099, 1, 1))
    assert etag(client) != today


def test_other_software_has_another_etag(tmp_path):
    (tmp_path / "templates").mkdir()
    digests = set()
    for text in ("oud", "nieuw"):
        (tmp_path / "templates" / "a.html").write_text(text)
        digests.add(etags.deployment.__wrapped__(tmp_path))
    assert len(digests) == 2


def test_every_address_and_form_has_an_etag_of_its_own(client, activity):
    asked = [
        etag(client),
        etag(client, f"{LIST}?q=a"),
        etag(client, "/activiteiten.atom"),
        etag(client, accept="application/atom+xml"),
    ]
    assert len(set(asked)) == 4
    assert etag(client) == asked[0]


def test_what_staff_see_is_kept_by_nobody(client, admin_user, activity):
    known = etag(client)
    client.force_login(admin_user)
    response = client.get(LIST, headers={"if-none-match": known})
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert "ETag" not in response.headers


def test_what_is_no_answer_has_no_etag(client):
    for path in ("/bestaat-niet/", "/activiteiten.csv?foo=1", "/beheer/inloggen/", "/livez"):
        assert etag(client, path) is None, path
    assert client.get("/bestaat-niet/", headers={"if-none-match": "*"}).status_code == 404
