"""The change log by cursor, in files and the API: nothing is missed, and nothing withdrawn told."""

import csv
import io
import json
import re
import threading
from datetime import UTC, datetime, timedelta
from time import sleep

import pghistory
import pytest
from django.db import connection, transaction
from django.utils import timezone

from programmes.models import Activity
from programmes.workflow.publishing import restore, withdraw
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = datetime(2023, 5, 3, 10, tzinfo=UTC)
# Longer than the margin within which a page leaves changes for the next one.
MARGIN = 0.2


def change(record, note, **values):
    for name, value in values.items():
        setattr(record, name, value)
    with pghistory.context(note=note):
        record.save()


def page(client, **parameters):
    response = client.get("/api/v1/wijzigingen", parameters)
    assert (response.status_code, response.get("ETag")) == (200, None)
    return response.json()


def kinds(found):
    return [(each["lijst"], each["wijziging"]) for each in found["resultaten"]]


@pytest.fixture
def activity():
    found = factories.ActivityFactory(slug="a", title="oud", publish_at=LONG_AGO)
    change(found, "Zo staat het in de brief.", title="nieuw")
    sleep(MARGIN)
    return found


def test_a_change_has_what_was_and_is_and_why(client, activity):
    first, second = page(client)["resultaten"]
    assert first == {
        "moment": "2023-05-03T10:00:00Z",
        "lijst": "activiteiten",
        "id": str(activity.pk),
        "wijziging": "gepubliceerd",
        "toelichting": None,
        "naam": "nieuw",
        "adres": "http://testserver/activiteiten/a/",
        "velden": [],
    }
    assert (second["wijziging"], second["toelichting"]) == (
        "gewijzigd",
        "Zo staat het in de brief.",
    )
    assert second["velden"] == [
        {
            "onderdeel": "toezichtactiviteit",
            "actie": "gewijzigd",
            "veld": "titel",
            "was": "oud",
            "is": "nieuw",
        }
    ]


def test_files_have_the_same_rows(client, activity):
    rows = page(client)["resultaten"]
    lines = client.get("/wijzigingen.ndjson").text.splitlines()
    assert [json.loads(line) for line in lines] == rows
    document = client.get("/wijzigingen.json").json()
    assert document["rijen"] == rows
    text = client.get("/wijzigingen.csv?soort=&wijziging=gewijzigd").text
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["velden"] == "Titel: was “oud”, is nu “nieuw”."
    assert {**row, "velden": []} == {**rows[1], "velden": []}
    after = client.get("/wijzigingen.json", {"cursor": document["cursor"]})
    assert after.json()["rijen"] == []
    assert 'rel="monitor"' in after["Link"]


def test_pages_follow_each_other_without_a_gap_and_go_on_later(client, activity):
    factories.LetterFactory.create_batch(5, publish_at=LONG_AGO)
    seen, cursor = [], None
    while True:
        found = page(client, aantal=2, **({"cursor": cursor} if cursor else {}))
        seen += [(each["lijst"], each["id"], each["wijziging"]) for each in found["resultaten"]]
        cursor = found["cursor"]
        if "next" not in found["_links"]:
            break
    assert len(seen) == len(set(seen)) == 7
    change(activity, "Nog eens.", title="nog nieuwer")
    sleep(MARGIN)
    later = page(client, cursor=cursor)
    assert [each["toelichting"] for each in later["resultaten"]] == ["Nog eens."]
    assert page(client, cursor=later["cursor"])["resultaten"] == []


def test_a_change_that_commits_after_a_later_one_is_not_missed(client, activity):
    """An earlier transaction commits last: a page waits for it."""
    other = factories.ActivityFactory(slug="b", publish_at=LONG_AGO)
    cursor = page(client)["cursor"]
    written, ready = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            change(Activity.objects.get(pk=other.pk), "Vroeg begonnen.", title="eerst")
            written.set()
            ready.wait(60)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(60)
    change(activity, "Later begonnen.", title="dan")
    sleep(MARGIN)
    early = page(client, cursor=cursor)
    ready.set()
    thread.join()
    sleep(MARGIN)
    late = page(client, cursor=early["cursor"])
    notes = [each["toelichting"] for each in early["resultaten"] + late["resultaten"]]
    assert early["resultaten"] == []
    assert notes == ["Vroeg begonnen.", "Later begonnen."]


def test_of_what_was_withdrawn_only_the_id_and_the_moment_are_left(client, activity):
    cursor = page(client)["cursor"]
    withdraw(activity, "Ging over mevrouw De Wit.")
    change(activity, "Tussentijds.", title="nooit openbaar")
    sleep(MARGIN)
    found = page(client, cursor=cursor)
    (tombstone,) = found["resultaten"]
    moment = Activity.objects.get().withdrawn_at.astimezone(UTC).isoformat()
    assert tombstone == {
        "moment": moment.replace("+00:00", "Z"),
        "lijst": "activiteiten",
        "id": str(activity.pk),
        "wijziging": "ingetrokken",
        "toelichting": None,
        "naam": None,
        "adres": None,
        "velden": [],
    }
    addresses = ("/wijzigingen.csv", "/wijzigingen.json", "/wijzigingen.ndjson")
    texts = "".join(client.get(each).text for each in (*addresses, "/api/v1/wijzigingen"))
    hidden = ("De Wit", "nooit openbaar", "Tussentijds", "oud", "in de brief", "/activiteiten/a/")
    assert [word for word in hidden if word in texts] == []
    restore(Activity.objects.get())
    sleep(MARGIN)
    again = page(client, cursor=found["cursor"])
    assert kinds(again) == [("activiteiten", "weer_openbaar")]
    texts = "".join(client.get(each).text for each in (*addresses, "/api/v1/wijzigingen"))
    assert [word for word in ("De Wit", "Tussentijds", "oud", "in de brief") if word in texts] == []


def test_drafts_and_what_is_scheduled_are_not_there(client):
    draft = factories.ActivityFactory(publish_at=None)
    change(draft, "Concept.", title="geheim")
    factories.ActivityFactory(publish_at=timezone.now() + timedelta(days=1))
    sleep(MARGIN)
    assert page(client)["resultaten"] == []


@pytest.mark.parametrize(("text", "is_day"), [("2023-05-04", True), ("gisteren", False)])
def test_the_field_of_a_day_holds_a_day_only(client, text, is_day):
    page = client.get(f"/wijzigingen/?sinds={text}").text
    field = re.search('<input type="date" name="sinds".*?>', page)[0]
    assert (f'value="{text}"' in field) == is_day


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("sinds=gisteren", "sinds"),
        ("sinds=2026-02-30", "sinds"),
        ("sinds=2099-01-01", "sinds"),
        ("cursor=x", "cursor"),
        ("soort=x", "soort"),
        ("foo=1", "foo"),
        ("aantal=0", "aantal"),
    ],
)
def test_a_wrong_parameter_is_refused_with_the_reason(client, query, name):
    response = client.get(f"/api/v1/wijzigingen?{query}")
    assert (response.status_code, [each["name"] for each in response.json()["errors"]]) == (
        400,
        [name],
    )
    file = client.get(f"/wijzigingen.csv?{query}")
    assert (file.status_code, f"{name}: " in file.text) == (400, True)


def test_since_a_day_counts_from_its_beginning_here(client, activity):
    assert len(page(client, sinds=timezone.localdate().isoformat())["resultaten"]) == 1
    assert len(page(client, sinds="2023-05-03")["resultaten"]) == 2
    assert len(client.get("/wijzigingen/?sinds=2023-05-04").context["entries"]) == 1
