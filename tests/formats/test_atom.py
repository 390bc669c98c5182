"""Feeds of lists and of records: valid Atom, in order, with identifiers that stay."""

from datetime import UTC, datetime, timedelta

import pghistory
import pytest
from django.db import connection
from django.utils import timezone
from lxml import etree

from programmes.formats import atom
from programmes.lists.nouns import PAGED
from programmes.models import Expectation
from programmes.period import period_in_words
from programmes.workflow.publishing import publish, restore, withdraw
from tests import factories
from tests.formats.feeds import feed, texts
from tests.world import make_world

pytestmark = pytest.mark.django_db

HOSTILE = 'a "b" & <b>c</b>\n\x0b\x1f￾ \u202eRTL 🦊 =1+1 ' + "x" * 200


def test_the_feed_of_an_empty_list_has_no_entries_and_stays_the_same(client):
    first, second = (client.get("/activiteiten.atom").content for _again in range(2))
    assert first == second
    assert texts(etree.fromstring(first), "//a:entry") == []


def test_the_feed_of_an_empty_list_has_the_date_of_the_register(client):
    (midnight,) = texts(feed(client, "/activiteiten.atom"), "/a:feed/a:updated/text()")
    assert datetime.fromisoformat(midnight) == timezone.localtime().replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    published = timezone.now() - timedelta(days=3)
    factories.LetterFactory(publish_at=published)
    (updated,) = texts(feed(client, "/activiteiten.atom"), "/a:feed/a:updated/text()")
    assert datetime.fromisoformat(updated) == published


def test_an_entry_says_what_a_record_is_about_and_what_changed_last(client):
    activity = factories.ActivityFactory(title="wachtlijsten", slug="wachtlijsten", summary="")
    factories.PlanningFactory(
        activity=activity,
        programme=factories.ProgrammeFactory(first_year=2024),
        planned_for="voor de zomer",
    )
    activity.fields.add(factories.FieldFactory(name="jeugd"))
    with pghistory.context(note="Gemeld door de Inspectie."):
        factories.EventFactory(activity=activity, kind="rapport", title="")
    (summary,) = texts(feed(client, "/activiteiten.atom"), "//a:entry/a:summary/text()")
    assert summary == (
        "<ul><li>Werkprogramma&#x27;s: 2024</li><li>Beloofd voor: voor de zomer</li>"
        "<li>Toezichtgebieden: jeugd</li><li>Laatste stap: rapport, 1 juni 2024</li>"
        "<li>Uitkomst: gereed, geen termijn genoemd</li></ul>"
        "<p>Laatste wijziging: mijlpaal toegevoegd<br>Gemeld door de Inspectie.<br>"
        "Soort: “rapport”.<br>Datum: “1 juni 2024”.</p>"
    )
    (event,) = texts(feed(client, "/mijlpalen.atom"), "//a:entry/a:summary/text()")
    assert "<li>Soort: rapport</li>" in event


def test_no_entry_of_any_feed_is_empty(client):
    make_world()
    addresses = [f"/{noun.path}.atom" for noun in PAGED if noun.has_feed]
    for address in [*addresses, "/wijzigingen.atom"]:
        summaries = texts(feed(client, address), "//a:entry/a:summary/text()")
        assert [each for each in summaries if len(each) < 20] == [], address
        assert len(summaries) == len(texts(feed(client, address), "//a:entry")), address


@pytest.mark.parametrize("address", ["/activiteiten.atom", "/wijzigingen.atom"])
def test_entries_of_one_transaction_are_updated_at_moments_that_differ_and_stay(client, address):
    factories.ActivityFactory.create_batch(30, publish_at=timezone.now() - timedelta(hours=1))
    first, again = (texts(feed(client, address), "//a:entry/a:updated/text()") for _ in range(2))
    assert (len(set(first)), first) == (30, again)


def test_hostile_texts_survive(client):
    factories.ActivityFactory(title=HOSTILE, summary=HOSTILE * 40, slug="a")
    found = feed(client, "/activiteiten.atom")
    title = 'A "b" & <b>c</b>  RTL 🦊 =1+1 ' + "x" * 200
    assert texts(found, "//a:entry/a:title/text()") == [title]
    assert "&lt;b&gt;" in texts(found, "//a:entry/a:summary/text()")[0]


def test_a_feed_is_of_the_filtered_list_and_says_so(client):
    factories.ActivityFactory(title="lange wachtlijsten", slug="wachtlijsten", form="thematisch")
    factories.ActivityFactory(title="anders")
    asked = "/activiteiten.atom?q=lange%20wacht&vorm=thematisch&sorteer=titel&pagina=2"
    found = feed(client, asked)
    assert texts(found, "/a:feed/a:title/text()") == [
        "Activiteiten, vorm thematisch onderzoek, woorden lange wacht"
    ]
    assert texts(found, "//a:entry/a:link/@href") == [
        "http://testserver/activiteiten/wachtlijsten/"
    ]
    # Readers compare the first with the address that they asked for, letter by letter.
    assert texts(found, "/a:feed/a:link[@rel='self']/@href") == [f"http://testserver{asked}"]
    assert texts(found, "/a:feed/a:id/text()") == [
        "http://testserver/activiteiten.atom?q=lange+wacht&vorm=thematisch&sorteer=titel"
    ]


def test_a_wrong_parameter_makes_a_feed_fail_with_the_reason(client):
    response = client.get("/activiteiten.atom?foo=1")
    assert (response.status_code, "“foo”" in response.text) == (400, True)


def test_what_changed_last_comes_first(client):
    old, new = (factories.ActivityFactory(title=title, slug=title) for title in ("oud", "nieuw"))
    # Public from the same moment: the newest record first.
    assert [new.pk > old.pk, titles(client)] == [True, ["Nieuw", "Oud"]]
    factories.EventFactory(activity=old)
    assert titles(client) == ["Oud", "Nieuw"]


def titles(client):
    return texts(feed(client, "/activiteiten.atom"), "//a:entry/a:title/text()")


def test_a_record_that_came_by_its_moment_was_updated_then(client):
    moment = timezone.now() - timedelta(seconds=1)
    factories.ActivityFactory(publish_at=datetime(2099, 1, 1, tzinfo=UTC))
    factories.ActivityFactory(title="net", publish_at=moment + timedelta(milliseconds=999))
    assert titles(client) == ["Net"]


def test_an_identifier_stays_when_the_address_changes(client):
    activity = factories.ActivityFactory(slug="oud")
    before = texts(feed(client, "/activiteiten.atom"), "//a:entry/a:id/text()")
    activity.slug = "nieuw"
    activity.save()
    after = texts(feed(client, "/activiteiten.atom"), "//a:entry/a:id/text()")
    assert before == after == [f"tag:testserver,2026:activiteiten/{activity.pk}"]
    response = client.get("/activiteiten/oud.atom")
    assert (response.status_code, response["Location"]) == (301, "/activiteiten/nieuw.atom")


@pytest.mark.django_db(transaction=True)
def test_the_feed_of_a_record_tells_what_its_page_tells(client):
    activity = factories.ActivityFactory(
        slug="a", publish_at=None, title="oud", summary="nooit openbaar"
    )
    activity.summary, activity.publish_at = "concept", timezone.now()
    activity.save()
    withdraw(activity, "Vergissing.")
    assert client.get("/activiteiten/a.atom").status_code == 410
    restore(activity)
    activity.title, activity.summary = "anders", "openbaar"
    with pghistory.context(note="Zo staat het in het werkprogramma."):
        activity.save()
    activity.summary = "openbaar!"
    with pghistory.context(note="Leesteken.", typo=True):
        activity.save()
    with pghistory.context(note="Gemeld door de Inspectie."):
        factories.EventFactory(activity=activity, kind="gestart", title="eerste bezoek")
    hidden = factories.ProgrammeFactory(publish_at=None)
    factories.PlanningFactory(activity=activity, programme=hidden)
    found = feed(client, "/activiteiten/a.atom")
    told = [
        texts(entry, "a:title/text() | a:summary/text()") for entry in texts(found, "//a:entry")
    ]
    about = (
        "<ul><li>Laatste stap: gestart, 1 juni 2024</li>"
        "<li>Uitkomst: begonnen, daarna niets bekend (afgeleid)</li></ul>"
    )
    assert told == [
        [
            "Mijlpaal toegevoegd",
            "<p>Gemeld door de Inspectie.<br>Soort: “gestart”.<br>Datum: “1 juni 2024”.<br>"
            "Titel: “eerste bezoek”.</p>",
        ],
        [
            "Typefout verbeterd",
            "<p>Leesteken.<br>Samenvatting: was “openbaar”, is nu “openbaar!”.</p>",
        ],
        [
            "Toezichtactiviteit gewijzigd",
            "<p>Zo staat het in het werkprogramma.<br>Titel: was “oud”, is nu “anders”.<br>"
            "Samenvatting: was “concept”, is nu “openbaar”.</p>",
        ],
        [
            "Weer openbaar na een intrekking",
            f"<p>Weer openbaar na een intrekking</p>{about}",
        ],
        ["Gepubliceerd op deze site", f"<p>Gepubliceerd op deze site</p>{about}"],
    ]
    assert len(set(texts(found, "//a:id/text()"))) == 6
    assert "nooit openbaar" not in client.get("/activiteiten/a.atom").text


@pytest.mark.django_db(transaction=True)
def test_a_part_begins_with_its_publication_and_tells_nothing_of_the_time_before(client):
    programme = factories.ProgrammeFactory(first_year=2024)
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None)
    draft.explanation = "Anders."
    draft.save()
    before = texts(feed(client, "/werkprogrammas/2024.atom"), "//a:entry/a:title/text()")
    with pghistory.context(note="Van een bewerker."):
        publish(draft)
    found = feed(client, "/werkprogrammas/2024.atom")
    assert before == ["Gepubliceerd op deze site"]
    assert texts(found, "//a:entry/a:title/text()") == ["Bijstelling toegevoegd", *before]
    assert texts(found, "//a:entry[1]/a:updated/text()") == [
        draft.publish_at.astimezone(UTC).isoformat()
    ]


def test_pages_say_where_their_feed_is(client):
    factories.ActivityFactory(slug="a")
    assert 'href="/activiteiten.atom?q=keten" type="application/atom+xml"' in (
        client.get("/activiteiten/?q=keten&pagina=1").text
    )
    record = client.get("/activiteiten/a/").text
    assert record.count('href="/activiteiten/a.atom" type="application/atom+xml"') == 1
    assert "atom+xml" not in client.get("/activiteiten/weg/").text
    assert 'href="/volgen/brieven/"' in client.get("/volgen/").text


@pytest.mark.django_db(transaction=True)
def test_what_changed_last_is_found_by_itself_and_by_its_parts(client, monkeypatch):
    monkeypatch.setattr(atom, "MOST_ENTRIES", 1)
    first, second, third = factories.ActivityFactory.create_batch(3)

    def newest():
        return texts(feed(client, "/activiteiten.atom"), "//a:entry/a:link/@href")

    assert newest() == [f"http://testserver{third.get_absolute_url()}"]
    first.title = "Anders"
    first.save()
    assert newest() == [f"http://testserver{first.get_absolute_url()}"]
    factories.EventFactory(activity=second)
    assert newest() == [f"http://testserver{second.get_absolute_url()}"]


def test_the_feed_of_what_is_expected_follows_terms_that_are_told_and_that_pass(client):
    activity = factories.ActivityFactory(title="wachtlijsten")
    today = timezone.localdate()
    for words, days in (("vorige week", -7), ("volgende week", 7)):
        last = today + timedelta(days)
        factories.ExpectationFactory(
            activity=activity, kind="start" if days < 0 else "rapport", words=words,
            first_day=last, last_day=last, told_on="2020-01-01",
        )  # fmt: skip
    factories.EventFactory(activity=activity, kind="rapport", date="2019-03-01")
    found = feed(client, "/verwacht.atom?stand=over_tijd")
    assert sorted(texts(found, "//a:entry/a:title/text()")) == [
        "Wachtlijsten: beleidsreactie, binnen zes weken", "Wachtlijsten: start, vorige week"
    ]  # fmt: skip
    assert len(texts(feed(client, "/verwacht.atom"), "//a:entry")) == 3
    history = Expectation.history.rel.related_model.objects
    with connection.cursor() as cursor:
        # As if it was all entered long ago: the last change is that the term passed.
        cursor.execute("SET LOCAL session_replication_role = replica")
        history.update(pgh_created_at="2020-01-01T00:00Z")
    found = feed(client, "/verwacht.atom?stand=over_tijd&soort=start")
    (summary,) = texts(found, "//a:entry/a:summary/text()")
    assert summary.startswith(f"<p>{period_in_words((today - timedelta(7),) * 2)}</p><ul>")
    (updated,) = texts(found, "//a:entry/a:updated/text()")
    assert updated[:10] == str(today - timedelta(6))
