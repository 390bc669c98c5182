"""What is not public appears nowhere; what is public appears where it should."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from programmes.api.resources import RESOURCES
from programmes.models import Signature
from tests import factories

NOUNS = {
    "perspective": "2021-2024",
    "goal": "doel-perspectief",
    "programme": "2024",
    "activity": "activiteit",
    "letter": "brief",
    "signatory": "ondertekenaar",
    "annual-report": "2024",
    "adjustment": "bijstelling",
}
WITH_FILE = ["programme", "letter", "annual-report"]
CATEGORY_012 = ["programme", "annual-report"]
PAGES = [
    "home",
    "programme-compare",
    "changes",
    "changes-atom",
    "overview",
    "about",
    "accessibility",
    "api-documentation",
    "follow",
    "glossary",
    "privacy",
    "report-vulnerability",
    "search",
    "open-data",
]
SITEMAPS = ["sitemap", "sitemap-section", "diwoo-index", "diwoo-sitemap"]
SIGN_IN = ("account_", "mfa_", "openid_connect_", "socialaccount_")
DCAT = ["dcat-ttl", "dcat-jsonld"]
# Addresses that show nothing of the register.
WITHOUT_RECORDS = ["livez", "readyz", "robots-txt", "security-txt", "opensearch", "card"]
WITHOUT_RECORDS += ["datapackage", *DCAT]
# Shows a draft to whoever has a link to it: tests/views/test_preview.py.
BY_LINK = ["preview"]
# Made by a command: tests/opendata/test_snapshot.py looks into them.
SNAPSHOTS = ["snapshot-zip", "snapshot-sqlite"]

DIWOO = ["werkprogrammas", "jaarberichten"]
FORMS = ("list", "csv", "excel", "json", "ndjson", "atom")
LISTS = [f"{noun}-{form}" for noun in NOUNS for form in FORMS]
DETAILS = [f"{noun}-detail" for noun in NOUNS]
FEEDS = [f"{noun}-feed" for noun in NOUNS]
BESIDE = [f"{noun}-{form}" for noun in NOUNS for form in ("cite", "card")]
FILES = [f"{noun}-file" for noun in WITH_FILE]
# What the columns of a file mean: nothing of the register.
DESCRIPTIONS = [f"{noun}-csvw" for noun in NOUNS]
RECORDS = {
    resource.path: "1" if resource.identifier == "pk" else NOUNS.get(resource.noun.key, "gebied")
    for resource in RESOURCES
}
API = ["api-root", "api-openapi", "api-search", "api-not-found"] + [
    f"api-{path}{item}" for path in RECORDS for item in ("", "-item")
]

YESTERDAY = timezone.now() - timedelta(days=1)
STATES = {
    "concept": {"publish_at": None},
    "gepland": {"publish_at": timezone.now() + timedelta(days=365)},
    "ingetrokken": {"withdrawn_at": YESTERDAY, "withdrawal_reason": "Dubbel opgenomen."},
}


def address(name):
    """Return the address with a name, of the record of that noun where it needs one."""
    noun, _, form = name.rpartition("-")
    of_record = form in ("detail", "file", "feed", "cite", "card")
    return reverse(name, args=[NOUNS[noun]] if of_record else [])


def sitemaps(client):
    """Return what the sitemaps and their indexes answer together, by the name of the address."""
    sections = [reverse("sitemap-section", args=[noun]) for noun in NOUNS]
    hosted = [reverse("diwoo-sitemap", args=[kind, 1]) for kind in DIWOO]
    indexes = {name: body(client.get(reverse(name))) for name in ("sitemap", "diwoo-index")}
    return indexes | {
        "sitemap-section": "".join(body(client.get(each)) for each in sections),
        "diwoo-sitemap": "".join(body(client.get(each)) for each in hosted),
    }


def api(client):
    """Return what the API answers, with all that it embeds, by the address."""
    lists = {f"/api/v1/{each.path}": ",".join(each.relations) for each in RESOURCES}
    questions = {f"/api/v1/zoek?q={noun}": "" for noun in NOUNS}
    answers = {}
    for address, expand in (lists | questions).items():
        answers[address] = body(client.get(address, {"expand": expand} if expand else None))
    for path, identifier in RECORDS.items():
        address = f"/api/v1/{path}/{identifier}"
        answers[address] = body(client.get(address))
    return answers


def body(response):
    whole = b"".join(response) if response.streaming else response.content
    return whole.decode(errors="replace")


def everything(client):
    """Return what all public addresses answer together, by the name of the address."""
    names = [*PAGES, *LISTS, *DETAILS, *FEEDS, *BESIDE, *FILES]
    questions = {f"search-{noun}": f"/zoeken/?q={noun}" for noun in NOUNS}
    addresses = {name: address(name) for name in names} | questions
    texts = {name: body(client.get(address)) for name, address in addresses.items()}
    return texts | sitemaps(client) | api(client)


def pdf(noun):
    return SimpleUploadedFile(f"{noun}.pdf", f"%PDF-1.7 [{noun}]".encode())


def make_world(hidden=None, **state):
    """Make one record of every noun, linked; the noun `hidden` is in another state than public.

    All that belongs to a noun carries its name between brackets, as in [programme].
    """

    def of(noun):
        return {"note": f"[{noun}]", "sources": [f"https://x.nl/[{noun}]"]} | (
            state if noun == hidden else {}
        )

    perspective = factories.PerspectiveFactory(
        title="[perspective]", summary="[perspective]", motto="[perspective]", **of("perspective")
    )
    goal = factories.GoalFactory(
        perspective=perspective,
        title="doel [perspective]",
        slug=NOUNS["goal"],
        explanation="[perspective]",
    )
    signatory = factories.SignatoryFactory(
        name="[signatory]", office="ambt [signatory]", slug=NOUNS["signatory"], **of("signatory")
    )
    letter = factories.LetterFactory(
        subject="[letter]",
        reference="kenmerk [letter]",
        slug=NOUNS["letter"],
        file=pdf("letter"),
        **of("letter"),
    )
    factories.SignatureFactory(letter=letter, signatory=signatory, office="minister [letter]")
    factories.SignatureFactory(
        letter=letter, capacity=Signature.Capacity.ON_BEHALF_OF, signatory=None, office="[letter]"
    )
    programme = factories.ProgrammeFactory(
        title="[programme]",
        summary="[programme]",
        motto="[programme]",
        perspective=perspective,
        letter=letter,
        file=pdf("programme"),
        **of("programme"),
    )
    factories.GoalFocusFactory(
        programme=programme, goal=goal, text="uitwerking [programme] [perspective]"
    )
    activity = factories.ActivityFactory(
        title="[activity]", summary="[activity]", slug=NOUNS["activity"], **of("activity")
    )
    activity.goals.add(goal)
    activity.fields.add(factories.FieldFactory(name="gebied [activity]"))
    factories.PlanningFactory(
        programme=programme, activity=activity, planned_for="voor [programme] [activity]"
    )
    adjustment = factories.AdjustmentFactory(
        programme=programme,
        explanation="[adjustment]",
        slug=NOUNS["adjustment"],
        **of("adjustment"),
    )
    factories.EventFactory(
        activity=activity, title="[activity] gebeurde", adjustment=adjustment, note="[activity]"
    )
    report = factories.AnnualReportFactory(
        title="[annual-report]",
        summary="[annual-report]",
        file=pdf("annual-report"),
        **of("annual-report"),
    )
    factories.GoalResultFactory(
        report=report, goal=goal, text="resultaat [annual-report] [perspective]"
    )


def test_every_address_is_known_here():
    public = {
        pattern.name
        for pattern in _patterns(get_resolver().url_patterns)
        if not pattern.name.startswith(SIGN_IN)
    }
    shown = {*PAGES, *SITEMAPS, *LISTS, *DETAILS, *FEEDS, *BESIDE, *FILES, *API}
    assert public == shown | {*WITHOUT_RECORDS, *BY_LINK, *SNAPSHOTS, *DESCRIPTIONS}


def _patterns(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif pattern.namespace != "admin":
            yield from _patterns(pattern.url_patterns)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun != "goal"])
def test_what_is_not_public_appears_nowhere(client, noun, state):
    make_world(hidden=noun, **STATES[state])
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
        assert f"[<mark>{noun.split('-')[0]}</mark>" in texts[f"search-{noun}"]


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
