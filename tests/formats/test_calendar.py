"""Calendars of lists and of records: the same rows as the list, with days that stay or move."""

import csv
import io
from datetime import date, timedelta
from time import sleep

import pghistory
import pytest
from django.utils import timezone
from icalendar import Calendar

from programmes.formats import calendar
from programmes.lists.nouns import PAGED
from programmes.models import Activity, Expectation
from programmes.workflow.publishing import restore, withdraw
from tests import factories
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()
# Dates of these are no days on which something happens.
WITHOUT_CALENDAR = {"signatory", "signature", "supervision-field"}


def entries(client, address):
    """Return {UID without the host and year: component} of the calendar at a path."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = Calendar.from_ical(response.content)
    assert found.errors == []
    components = found.walk("VEVENT") + found.walk("VJOURNAL")
    by_id = {str(each["uid"]).partition(":")[2].partition(":")[2]: each for each in components}
    assert len(by_id) == len(components)
    return by_id


def expectation(activity, words, first, last, **more):
    with pghistory.context(note="Zo staat het in de brief."):
        return factories.ExpectationFactory(
            activity=activity, words=words, first_day=first, last_day=last, **more
        )


def test_every_noun_with_dates_has_a_calendar():
    with_dates = {
        noun.key for noun in PAGED if any(column.kind == "date" for column in noun.columns)
    }
    years = {"programme", "perspective"}
    assert {noun.key for noun in PAGED if noun.dated} | WITHOUT_CALENDAR == with_dates | years


def test_a_calendar_has_the_rows_of_the_file_with_the_same_filters(client):
    make_world()
    field = factories.FieldFactory(slug="politie")
    for days in (-40, 40):
        activity = factories.ActivityFactory()
        activity.fields.add(field)
        last = TODAY + timedelta(days)
        expectation(activity, "later", last - timedelta(20), last, told_on="2020-01-01")
        factories.EventFactory(activity=activity, kind="gestart")
    for query in ("", "?gebied=politie", "?gebied=politie&stand=over_tijd"):
        body = b"".join(client.get(f"/verwacht.csv{query}").streaming_content).decode()
        rows = list(csv.DictReader(io.StringIO(body)))
        found = entries(client, f"/verwacht.ics{query}").values()
        assert (
            sorted(str(each.decoded("dtend") - timedelta(1)) for each in found)
            == sorted(row["laatste_dag"] for row in rows if row["laatste_dag"])
            or not query
        )
        assert len(found) == len(rows) > 0
    for noun in PAGED:
        if noun.dated:
            assert len(entries(client, f"/{noun.path}.ics")) == noun.published().count()


def test_a_day_is_a_day_and_a_month_its_whole_interval_with_the_words(client):
    activity = factories.ActivityFactory(title="wachtlijsten", slug="a")
    for kind, day, precision in (
        ("gestart", date(2024, 5, 3), "dag"),
        ("rapport", date(2024, 6, 1), "maand"),
        ("opvolging", None, None),
    ):
        factories.EventFactory(activity=activity, kind=kind, date=day, date_precision=precision)
    found = {str(each["summary"]): each for each in entries(client, "/mijlpalen.ics").values()}
    days = {
        title: (each.decoded("dtstart"), each.decoded("dtend"))
        for title, each in found.items()
        if each.name == "VEVENT"
    }
    assert days == {
        "Gestart: wachtlijsten": (date(2024, 5, 3), date(2024, 5, 4)),
        "Rapport: wachtlijsten (juni 2024)": (date(2024, 6, 1), date(2024, 7, 1)),
    }
    undated = found["Opvolging: wachtlijsten (datum niet bekend)"]
    assert (undated.name, "dtstart" in undated) == ("VJOURNAL", False)
    event = found["Gestart: wachtlijsten"]
    assert str(event["url"]).startswith("http://testserver/activiteiten/a/#m")
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (event["status"], event["transp"]) == ("CONFIRMED", "TRANSPARENT")
    assert "Soort: gestart" in str(event["description"])


def test_a_shift_moves_the_entry_and_its_sequence_grows(client):
    activity = factories.ActivityFactory(title="wachtlijsten")
    first = TODAY + timedelta(30)
    expectation(activity, "voor de zomer", first, first, told_on="2024-01-01")
    before = entries(client, "/verwacht.ics")
    # SEQUENCE counts seconds.
    sleep(1)
    later = first + timedelta(100)
    told = expectation(activity, "eind van het jaar", first, later, told_on="2024-06-01")
    after = entries(client, "/verwacht.ics")
    key = f"activiteiten/{activity.pk}/rapport"
    assert [*before] == [*after] == [key]
    assert after[key]["sequence"] > before[key]["sequence"]
    assert after[key].decoded("last-modified") >= before[key].decoded("last-modified")
    assert after[key].decoded("dtend") == later + timedelta(1)
    assert str(after[key]["summary"]) == "Rapport verwacht: wachtlijsten (eind van het jaar)"
    assert str(after[key]["status"]) == "TENTATIVE"
    every = entries(client, "/verwachtingen.ics").values()
    assert sorted(str(each["status"]) for each in every) == ["CANCELLED", "TENTATIVE"]
    # Also when the later term was a mistake.
    with pghistory.context(note="Vergissing."):
        Expectation.objects.get(pk=told.pk).delete()
    undone = entries(client, "/verwacht.ics")
    assert undone[key]["sequence"] >= after[key]["sequence"]
    assert undone[key].decoded("dtend") == first + timedelta(1)


def test_what_was_withdrawn_is_gone_and_returns_without_the_time_between(client):
    activity = factories.ActivityFactory(title="wachtlijsten", slug="a", summary="")
    factories.EventFactory(activity=activity, kind="gestart", title="van mevrouw De Wit")
    before = entries(client, "/mijlpalen.ics")
    withdraw(activity, "Persoonsgegevens.")
    assert client.get("/activiteiten/a.ics").status_code == 410
    assert entries(client, "/mijlpalen.ics") == {}
    event = activity.events.get()
    for title in ("tussentijds", "bezoek"):
        event.title = title
        with pghistory.context(note="Hersteld."):
            event.save()
    restore(Activity.objects.get(pk=activity.pk))
    after = entries(client, "/activiteiten/a.ics")
    (key,) = before
    assert [*after] == [key]
    assert after[key]["sequence"] >= before[key]["sequence"]
    text = client.get("/activiteiten/a.ics").text + client.get("/mijlpalen.ics").text
    assert [word for word in ("De Wit", "tussentijds", "Hersteld") if word in text] == []


def test_the_head_names_the_list_its_page_and_how_often_to_look(client):
    factories.FieldFactory(slug="politie", name="politie").activities.add(
        factories.ActivityFactory()
    )
    found = Calendar.from_ical(client.get("/verwacht.ics?gebied=politie&pagina=1").content)
    assert str(found["x-wr-calname"]) == str(found["name"]) == "Verwacht over politie"
    assert str(found["url"]) == "http://testserver/verwacht/?gebied=politie"
    assert found["refresh-interval"].to_ical() == b"PT12H"
    assert str(found["x-published-ttl"]) == "PT12H"


def test_a_wrong_parameter_and_too_many_rows_are_refused(client, monkeypatch):
    response = client.get("/verwacht.ics?foo=1")
    assert (response.status_code, "“foo”" in response.text) == (400, True)
    monkeypatch.setattr(calendar, "MOST_ROWS", 1)
    factories.ActivityFactory.create_batch(2)
    response = client.get("/activiteiten.ics")
    assert (response.status_code, "meer dan 1 regels" in response.text) == (400, True)


@pytest.mark.parametrize("length", range(40, 44))
def test_hostile_texts_survive_folding(client, length):
    """Lines are at most 75 octets, and no character is cut in two (RFC 5545, 3.1)."""
    title = 'a; b, c\\n "d" BEGIN:VEVENT ' + "x" * length + "🦊é" * 40
    words = f"voor de zomer, {'é🦊; ' * 20}END:VCALENDAR"
    activity = factories.ActivityFactory(title=title)
    day = TODAY + timedelta(30)
    expectation(activity, words, day, day, told_on="2024-01-01")
    (event,) = entries(client, "/verwacht.ics").values()
    assert str(event["summary"]) == f"Rapport verwacht: {title}"
    assert words in str(event["description"])
    lines = client.get("/verwacht.ics").content.split(b"\r\n")
    assert [line for line in lines if len(line) > 75 or not line.decode()] == [b""]


def test_a_calendar_that_did_not_change_is_not_sent_again(client):
    factories.EventFactory()
    first = client.get("/mijlpalen.ics")
    again = client.get("/mijlpalen.ics", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
