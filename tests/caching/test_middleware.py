"""A public answer that was given before comes from memory, and never outlives what it shows."""

import gzip
from html import escape

import pytest
from django.db import connection
from django.test import Client

from programmes.caching import middleware
from programmes.caching.etags import entity_tag
from programmes.lists import facts
from programmes.models import Activity
from programmes.models.version import register_version
from programmes.workflow.publishing import withdraw
from tests import factories
from tests.addresses import DETAILS, FEEDS, FILES, LISTS, MADE_ANEW, PAGES, address
from tests.world import make_world

KEPT = [name for name in [*PAGES, *LISTS, *DETAILS, *FEEDS, *FILES] if name not in MADE_ANEW]
pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/activiteiten/"


@pytest.fixture(autouse=True)
def memory(settings):
    """Turn the memory on, and begin with an empty one."""
    settings.ANSWERS_MEGABYTES = 1
    middleware.answers.cache_clear()
    yield
    middleware.answers.cache_clear()
    register_version.holds_until = 0


@pytest.fixture
def activity():
    return factories.ActivityFactory(slug="a", title="Wachtlijsten")


def ask(client, path=LIST, **headers):
    """Return the body of an answer, and the number of queries of the page beside the version."""
    with connection.execute_wrapper(count := Count()):
        response = client.get(path, headers=headers)
        content = body(response)
    return content, count.queries - 1


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def answer(client, path):
    response = client.get(path)
    return dict(response.items()), body(response)


class Count:
    queries = 0

    def __call__(self, execute, *args):
        self.queries += 1
        return execute(*args)


def test_the_second_time_no_page_is_made(client, activity):
    first, made = ask(client)
    assert made > 1
    assert ask(client) == (first, 0)


def test_with_parameters_it_is_the_third_time(client, activity):
    path = f"{LIST}?jaar=2024"
    facts.refresh()
    first, made = ask(client, path)
    assert made > 1
    assert ask(client, path) == (first, made)
    assert ask(client, path) == (first, 0)


def test_every_public_address_is_the_same_from_memory(client):
    make_world()
    for name in KEPT:
        made, kept = (answer(client, address(name)) for _ in range(2))
        assert kept == made, name


def test_a_change_is_seen_at_once(client, activity):
    for title in ("Eén", "Twee"):
        Activity.objects.update(title=title)
        pages = [ask(client)[0] for _ in range(3)]
        assert all(title in page.decode() for page in pages)


def test_a_withdrawal_is_seen_at_once(client, activity):
    for _ in range(3):
        ask(client, "/activiteiten/a/")
    withdraw(activity, "Dubbel.")
    assert client.get("/activiteiten/a/").status_code == 410


def test_while_a_thread_makes_a_page_anew_others_get_the_one_before(client, activity, settings):
    settings.REGISTER_CHECK_SECONDS = 60
    before = ask(client)[0]
    Activity.objects.update(title="Later")
    register_version.renew()
    request = client.get("/livez").wsgi_request
    request.path = LIST
    with middleware.answers().turn(middleware.key_of(request, entity_tag(request))):
        assert client.get(LIST).content == before
    assert "Later" in client.get(LIST).content.decode()


def test_saving_a_draft_keeps_what_is_known(client, activity):
    draft = factories.ActivityFactory(publish_at=None)
    ask(client)
    draft.title = "Nog niet"
    draft.save()
    assert ask(client)[1] == 0


def test_what_is_asked_once_pushes_nothing_out(client, activity):
    ask(client)
    for number in range(50):
        ask(client, f"{LIST}?q={'x' * 200}{number}")
    assert ask(client)[1] == 0
    assert len(middleware.answers().kept) == 1


def test_the_order_of_parameters_means_nothing(client, activity):
    for _ in range(2):
        ask(client, f"{LIST}?q=wacht&vorm=thematisch")
    assert ask(client, f"{LIST}?vorm=thematisch&q=wacht")[1] == 0
    assert ask(client, f"{LIST}?vorm=thematisch&q=lijst")[1] > 0


def test_a_feed_names_its_address_as_it_is_spelled(client, activity):
    for query in ("q=a+b&vorm=thematisch", "q=a%20b&vorm=thematisch", "vorm=thematisch&q=a+b"):
        for _ in range(3):
            found, _queries = ask(client, f"/activiteiten.atom?{query}")
            assert f'?{escape(query)}" rel="self"' in found.decode()


def test_encodings_accepts_and_hosts_never_mix(client, activity, settings):
    settings.ALLOWED_HOSTS = ["een.nl", "twee.nl"]
    wanted = [
        (host, accept, encoding)
        for host in settings.ALLOWED_HOSTS
        for accept in ("text/html", "text/csv")
        for encoding in ("gzip", "identity")
    ]
    for _ in range(3):
        for host, accept, encoding in wanted:
            headers = {"host": host, "accept": accept, "accept-encoding": encoding}
            response = client.get(LIST, headers=headers)
            content = body(response)
            zipped = response.headers.get("Content-Encoding") == "gzip"
            text = (gzip.decompress(content) if zipped else content).decode()
            assert response["Content-Type"].startswith(accept)
            assert zipped == (encoding == "gzip")
            assert f"http://{host}/activiteiten/" in text


def test_staff_and_visitors_never_share(client, admin_client, activity):
    for _ in range(3):
        assert admin_client.get(LIST)["Cache-Control"] == "private, no-store"
    assert ask(client)[1] > 0
    assert ask(client)[1] == 0
    assert ask(admin_client)[1] > 0


def test_a_known_answer_is_not_sent_again(client, activity):
    tag = client.get(LIST)["ETag"]
    response = client.get(LIST, headers={"if-none-match": tag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert "Content-Type" not in response
    assert response["Content-Security-Policy"]


def test_what_an_api_says_about_one_visitor_is_not_kept(client, activity):
    path = "/api/v1/activiteiten"
    assert "RateLimit" in client.get(path)
    assert "RateLimit" not in client.get(path)


def test_nothing_is_kept_but_a_public_page(client, activity):
    refused = "/activiteiten.csv?jaar=x"
    for path in ("/beheer/", "/livez", "/voorvertoning/x/", "/bestaat-niet/", refused):
        for _ in range(3):
            client.get(path)
    assert len(middleware.answers().kept) == 0


def test_servers_share_what_one_of_them_made(activity, settings, tmp_path):
    settings.CACHES = settings.CACHES | {
        "answers": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path,
        }
    }
    first, _made = ask(Client())
    middleware.answers.cache_clear()
    assert ask(Client()) == (first, 0)


def test_without_the_shared_cache_the_site_goes_on(client, activity, settings, caplog):
    nobody = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}
    settings.CACHES = settings.CACHES | {"answers": nobody | {"LOCATION": "redis://127.0.0.1:1"}}
    ask(client)
    assert ask(client)[1] == 0
    assert "The shared cache does not respond" in caplog.text
