"""The page with all public changes."""

from datetime import UTC, datetime, timedelta

import pghistory
import pytest
from django.utils import timezone

from tests import factories
from tests.formats.feeds import ATOM, feed, texts

PAGE = "/wijzigingen/"
ABOUT = "Waar de Inspectie toezicht op houdt."
WHY = "Stond er twee keer."
MAY = datetime(2023, 5, 3, 10, tzinfo=UTC)


def shown(response):
    """Return (change, record, note) of each entry on a page."""
    return [(str(e.label), str(e.record), e.why) for e in response.context["entries"]]


@pytest.fixture
def register(db):
    """A programme of 2023, changed now; a withdrawn activity; and a draft."""
    programme = factories.ProgrammeFactory(first_year=2023, publish_at=MAY)
    with pghistory.context(note="De titel was onvolledig."):
        programme.title = "Werkprogramma van 2023"
        programme.save()
    factories.ActivityFactory(
        title="[dubbel]",
        publish_at=MAY - timedelta(days=2),
        withdrawn_at=MAY - timedelta(days=1),
        withdrawal_reason="Stond er twee keer.",
    )
    factories.ActivityFactory(title="[geheim]", publish_at=None)
    factories.ActivityFactory(title="[later]", publish_at=timezone.now() + timedelta(days=9))


def test_the_newest_comes_first(client, register):
    response = client.get(PAGE)
    assert shown(response) == [
        ("gewijzigd", "Werkprogramma van 2023", "De titel was onvolledig."),
        ("gepubliceerd", "Werkprogramma van 2023", ""),
        ("ingetrokken", "[dubbel]", "Stond er twee keer."),
    ]


def test_what_is_not_public_is_not_named(client, register):
    page = client.get(PAGE).text
    assert [text for text in ("[dubbel]", "[geheim]", "[later]") if text in page] == []
    assert "Stond er twee keer." in page


def test_the_feed_tells_the_same_and_names_the_filters(client, register):
    found = feed(client, "/wijzigingen.atom?jaar=2023&wijziging=&pagina=2")
    assert texts(found, "/a:feed/a:title/text()") == ["Wijzigingen, 2023"]
    assert texts(found, "/a:feed/a:link[@rel='self']/@href") == [
        "http://testserver/wijzigingen.atom?jaar=2023&wijziging=&pagina=2"
    ]
    entries = [
        [each.findtext(f"a:{name}", namespaces=ATOM) for name in ("title", "updated", "summary")]
        for each in texts(found, "//a:entry")
    ]
    # A fraction of a second keeps entries of one transaction apart.
    entries = [[title, updated[:19], summary] for title, updated, summary in entries]
    assert entries == [
        [
            "Gepubliceerd: Werkprogramma van 2023",
            "2023-05-03T10:00:00",
            f"<p>{ABOUT}</p><ul><li>Jaren: 2023</li></ul>",
        ],
        [
            "Ingetrokken: toezichtactiviteit",
            "2023-05-02T10:00:00",
            "<p>Stond er twee keer.</p>",
        ],
    ]


def test_each_entry_of_the_feed_has_an_identifier_that_stays(client, register):
    first, second = (
        texts(feed(client, "/wijzigingen.atom"), "//a:id/text()") for _again in range(2)
    )
    assert first == second
    assert len(set(first)) == 4


def test_the_page_leads_to_its_feed(client, register):
    page = client.get(f"{PAGE}?soort=werkprogrammas&pagina=1").text
    link = 'href="/wijzigingen.atom?soort=werkprogrammas" type="application/atom+xml"'
    assert page.count(link) == 1
    assert 'href="/volgen/wijzigingen/?soort=werkprogrammas"' in page
    assert 'href="/wijzigingen.csv?soort=werkprogrammas"' in page
    assert 'href="/volgen/wijzigingen/"' in client.get("/volgen/").text
    assert "wijzigingen.atom" not in client.get(f"{PAGE}?jaar=abc").text


@pytest.mark.parametrize(
    ("query", "named"),
    [("jaar=abc", "Jaar van de wijziging: "), ("soort=x", "Wat: "), ("kleur=rood", "“kleur”")],
)
def test_a_wrong_parameter_makes_the_feed_fail_with_the_reason(client, register, query, named):
    response = client.get(f"/wijzigingen.atom?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert named in response.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("soort=werkprogrammas", ["gewijzigd", "gepubliceerd"]),
        ("soort=activiteiten", ["ingetrokken"]),
        ("wijziging=gewijzigd", ["gewijzigd"]),
        ("wijziging=typefout", []),
        ("jaar=2023", ["gepubliceerd", "ingetrokken"]),
        ("jaar=2023&soort=werkprogrammas", ["gepubliceerd"]),
        ("soort=doelen&wijziging=ingetrokken", []),
    ],
)
def test_the_filters(client, register, query, expected):
    assert [label for label, *_rest in shown(client.get(f"{PAGE}?{query}"))] == expected


@pytest.mark.parametrize(
    "query",
    ["jaar=abc", "jaar=1", "soort=x", "wijziging=x", "kleur=rood", "jaar=2023&jaar=2024",
     "pagina=0", "pagina=99", "pagina=x"],
)  # fmt: skip
def test_a_wrong_parameter_is_told_and_shows_nothing(client, register, query):
    response = client.get(f"{PAGE}?{query}")
    assert shown(response) == []
    assert "Deze vraag klopt niet" in response.text
    assert response.context["problems"]


def test_the_list_goes_by_pages(client, db):
    factories.ActivityFactory.create_batch(60)
    assert len(shown(client.get(PAGE))) == 50
    assert len(shown(client.get(f"{PAGE}?pagina=2"))) == 10


def test_changes_stand_by_day_and_many_of_a_day_are_folded(client, register):
    factories.ActivityFactory.create_batch(10, publish_at=MAY)
    days = client.get(f"{PAGE}?jaar=2023").context["days"]
    assert [(day.isoformat(), len(shown), len(folded)) for day, shown, folded in days] == [
        ("2023-05-03", 8, 3),
        ("2023-05-02", 1, 0),
    ]


def test_a_page_takes_a_bounded_number_of_queries(client, register, django_assert_max_num_queries):
    factories.ActivityFactory.create_batch(30)
    with django_assert_max_num_queries(12):
        client.get(PAGE)
