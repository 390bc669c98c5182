"""What is not public appears nowhere; what is public appears where it should."""

from datetime import timedelta
from itertools import count, product
from types import SimpleNamespace

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from programmes.models import Subscription, WorkProgramme
from programmes.notices import subscribing
from programmes.notices.topics import topic_of
from tests import factories
from tests.addresses import DETAILS, FORMS, NOT_SHOWN, NOUNS, SHOWN, address, body
from tests.database import keep_facts, kept
from tests.surfaces import SOUGHT, everything, latest, naming
from tests.world import YEAR, make_world

pytestmark = pytest.mark.long

SIGN_IN = ("account_", "mfa_", "openid_connect_", "socialaccount_")
CATEGORY_012 = ["programme", "annual-report"]
# Precedes the name of a noun in its texts, where it is hidden.
HIDDEN_WORD = "stil"
FOLLOWER = "anna@example.nl"
YESTERDAY = timezone.now() - timedelta(days=1)
STATES = {
    "concept": {"publish_at": None},
    "gepland": {"publish_at": timezone.now() + timedelta(days=365)},
    "ingetrokken": {"withdrawn_at": YESTERDAY, "withdrawal_reason": "Dubbel opgenomen."},
}
HIDEABLE = [noun for noun in NOUNS if noun != "goal"]
HIDDEN = list(product(HIDEABLE, STATES))


def test_every_address_is_known_here():
    public = {
        pattern.name
        for pattern in _patterns(get_resolver().url_patterns)
        if not pattern.name.startswith(SIGN_IN)
    }
    assert public == SHOWN | NOT_SHOWN


def _patterns(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif pattern.namespace != "admin":
            yield from _patterns(pattern.url_patterns)


@pytest.fixture(scope="module")
def seen(empty, django_db_blocker, tmp_path_factory):
    """The `texts` of every public address, of one register, and the `subscription` in it.

    The register has a world for each noun in each state, where only that noun is hidden, and then
    one in which everything is public. What shows the latest only is asked with each of them.
    """
    files = tmp_path_factory.mktemp("gate")
    places = {"MEDIA_ROOT": files / "media", "SNAPSHOT_ROOT": files / "open-data"}
    with override_settings(**places), kept(django_db_blocker, empty, lambda: None):
        subscription = subscribed()
        texts = of_hidden(Client())
        make_world()
        keep_facts()
        texts |= everything(Client(), SOUGHT | {"hidden": HIDDEN_WORD})
    return SimpleNamespace(texts=texts, subscription=subscription)


def subscribed():
    """Return the subscription of somebody to all activities."""
    delivery = subscribing.subscribe(FOLLOWER, topic_of("/activiteiten/"), "direct")
    subscribing.confirm(delivery.subscription)
    return Subscription.objects.get()


def of_hidden(client):
    """Make the worlds with something hidden; return what shows the latest, by name and noun."""
    texts, years = {}, count(YEAR - 3 - len(HIDDEN))
    for noun in HIDEABLE:
        for state, fields in STATES.items():
            make_world(noun, next(years), mark=f"{HIDDEN_WORD}-{state}-", **fields)
            texts[f"home, {noun} {state}"] = body(client.get("/"))
        texts |= {f"{name}, {noun}": text for name, text in latest(client).items()}
    return texts


@pytest.mark.parametrize(("noun", "state"), HIDDEN)
def test_what_is_not_public_appears_nowhere(seen, noun, state):
    assert naming(seen.texts, f"[{HIDDEN_WORD}-{state}-{noun}]") == []


def test_nothing_public_holds_an_address_or_a_token(seen):
    kept = seen.subscription
    for secret in (FOLLOWER, kept.token, kept.address, kept.address_hash):
        assert naming(seen.texts, secret) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", ["concept", "gepland"])
@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_not_public_yet_is_not_found(client, noun, state):
    make_world(hidden="perspective" if noun == "goal" else noun, **STATES[state])
    assert client.get(address(f"{noun}-detail")).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_withdrawn_leaves_its_date_and_reason(client, noun):
    make_world(hidden="perspective" if noun == "goal" else noun, **STATES["ingetrokken"])
    response = client.get(address(f"{noun}-detail"))
    assert response.status_code == 410
    assert "Dubbel opgenomen." in response.text


def test_what_is_public_appears_where_it_should(seen):
    texts = seen.texts
    expected = {
        "home": ["[programme]", "[perspective]", "[activity]"],
        "perspective-detail": ["[perspective]", "[programme]"],
        "goal-detail": ["[perspective]", "[programme]", "[activity]", "[annual-report]"],
        "programme-detail": [
            "[programme]",
            "[perspective]",
            "[activity]",
            "[letter]",
            "[signatory]",
            "Bijstelling 2024",
            "[annual-report]",
        ],
        "activity-detail": ["[activity]", "[programme]", "[perspective]", "bijstelling 2024"],
        "letter-detail": ["[letter]", "[signatory]", "[programme]"],
        "signatory-detail": ["[signatory]", "[letter]"],
        "annual-report-detail": ["[annual-report]", "[programme]", "resultaat [annual-report]"],
        "adjustment-detail": ["[adjustment]", "[programme]", "[activity]"],
        "activity-csv": ["[activity]", "2024", "[perspective]"],
        "letter-csv": ["[letter]", "[signatory]"],
        "programme-csv": ["[programme]", "2021-2024", "[letter]"],
        "annual-report-csv": ["doel [perspective]: resultaat [annual-report]"],
        "search-annual-report": ["doel [perspective"],
        "activity-atom": ["[activity]"],
        "/api/v1/activiteiten": ["[activity]", "[programme]", "[perspective]"],
        "/api/v1/mijlpalen": ["[activity]", "[adjustment]"],
        "letter-feed": ["[letter]"],
        "event-ics": ["[activity]"],
        "due-ics": ["[activity]"],
        "activity-calendar": ["[activity]", "rapport"],
        "goal-calendar": ["[activity]"],
        "programme-calendar": ["[programme]", "bijstelling 2024", "[activity]"],
        "perspective-calendar": ["[perspective]", "[programme]"],
        "adjustment-calendar": ["bijstelling 2024", "[activity]"],
        "signatory-calendar": ["[letter]"],
        "follow-page activity-detail": ["[activity]"],
        "sitemap-section": [f"http://testserver{address(name)}" for name in DETAILS],
        "diwoo-sitemap": [
            "[programme]",
            "[annual-report]",
            "[perspective]",
            *(f"http://testserver{address(f'{noun}-file')}" for noun in CATEGORY_012),
        ],
    }
    missing = {
        (name, text)
        for name, wanted in expected.items()
        for text in wanted
        if text.lower() not in texts[name].lower()
    }
    assert missing == set()
    for noun in set(NOUNS) - {"goal"}:
        assert all(f"[{noun}]" in texts[f"{noun}-{form}"] for form in FORMS if form != "atom")
        assert f"[{noun}]" in texts.get(f"{noun}-ics", f"[{noun}]") or noun == "adjustment"
        assert f"[<mark>{noun.split('-')[0]}</mark>" in texts[f"search-{noun}"]
        sought = [texts[f"search-{form} of words"] for form in ("csv", "excel", "json", "ndjson")]
        assert all(f"[{noun}]" in text for text in sought) or noun == "adjustment"


@pytest.mark.django_db
def test_publication_takes_effect_at_its_second(client):
    moment = timezone.now() + timedelta(seconds=1)
    factories.ProgrammeFactory(publish_at=moment)
    assert not WorkProgramme.objects.published(moment - timedelta(seconds=1)).exists()
    assert WorkProgramme.objects.published(moment).exists()


@pytest.mark.django_db
def test_a_changed_address_leads_to_the_new_one(client):
    activity = factories.ActivityFactory(slug="oud")
    activity.slug = "nieuw"
    activity.save()
    response = client.get("/activiteiten/oud/")
    assert (response.status_code, response["Location"]) == (301, "/activiteiten/nieuw/")
