"""What is not public appears nowhere; what is public appears where it should."""

from datetime import timedelta

import pytest
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from tests import factories
from tests.addresses import DETAILS, FORMS, NOT_SHOWN, NOUNS, SHOWN, address
from tests.surfaces import everything
from tests.world import make_world

SIGN_IN = ("account_", "mfa_", "openid_connect_", "socialaccount_")
CATEGORY_012 = ["programme", "annual-report"]
YESTERDAY = timezone.now() - timedelta(days=1)
STATES = {
    "concept": {"publish_at": None},
    "gepland": {"publish_at": timezone.now() + timedelta(days=365)},
    "ingetrokken": {"withdrawn_at": YESTERDAY, "withdrawal_reason": "Dubbel opgenomen."},
}


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun != "goal"])
def test_what_is_not_public_appears_nowhere(client, noun):
    for world, state in enumerate(STATES.values()):
        make_world(hidden=noun, world=world, **state)
    found = [name for name, text in everything(client).items() if f"[{noun}]" in text]
    assert found == []


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


@pytest.mark.django_db(transaction=True)
def test_what_is_public_appears_where_it_should(client):
    make_world()
    texts = everything(client)
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
        "search-annual-report": ["doel [perspective]"],
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
    from programmes.models import WorkProgramme

    assert not WorkProgramme.objects.published(moment - timedelta(seconds=1)).exists()
    assert WorkProgramme.objects.published(moment).exists()


@pytest.mark.django_db
def test_a_changed_address_leads_to_the_new_one(client):
    activity = factories.ActivityFactory(slug="oud")
    activity.slug = "nieuw"
    activity.save()
    response = client.get("/activiteiten/oud/")
    assert (response.status_code, response["Location"]) == (301, "/activiteiten/nieuw/")
