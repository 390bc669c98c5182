"""`?sinds=` on lists, files and the API: what is new, changed and gone since a day."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pghistory
import pytest
from django.utils import timezone

from programmes.changes import since
from programmes.lists.nouns import PAGED
from programmes.models import Activity
from programmes.workflow.publishing import restore, withdraw
from tests import factories
from tests.addresses import body
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = datetime(2023, 5, 3, 10, tzinfo=UTC)


def today():
    return timezone.localdate().isoformat()


def noted(note="Zo staat het in de brief."):
    return pghistory.context(note=note)


@pytest.fixture
def activities():
    """One activity of long ago that changed today, one that did not, and a new one."""
    changed, _same = (
        factories.ActivityFactory(title=title, slug=title, publish_at=LONG_AGO)
        for title in ("vroeger", "gelijk")
    )
    factories.ActivityFactory(title="erbij", slug="erbij", publish_at=timezone.now())
    changed.title = "anders"
    with noted():
        changed.save()
    return changed


def rows(client, address):
    return list(csv.DictReader(io.StringIO(body(client.get(address)))))


def test_a_file_has_what_is_new_and_what_changed_with_before_and_after(client, activities):
    found = {row["titel"]: row for row in rows(client, f"/activiteiten.csv?sinds={today()}")}
    assert {title: row["wijziging"] for title, row in found.items()} == {
        "anders": "gewijzigd",
        "erbij": "nieuw",
    }
    row = found["anders"]
    assert row["wijziging_toelichting"] == "Zo staat het in de brief."
    assert row["wijziging_velden"] == "Titel: was “vroeger”, is nu “anders”."
    assert datetime.fromisoformat(row["gewijzigd_op"]) > timezone.now() - timedelta(hours=1)
    plain = rows(client, "/activiteiten.csv")
    assert (len(plain), "wijziging" in plain[0]) == (3, False)


def test_every_format_has_the_same_rows(client, activities):
    query = f"?sinds={today()}"
    document = json.loads(body(client.get(f"/activiteiten.json{query}")))
    lines = body(client.get(f"/activiteiten.ndjson{query}")).splitlines()
    assert [json.loads(line) for line in lines] == document["rijen"]
    assert document["weg"] == []
    assert len(document["rijen"]) == 2
    assert body(client.get(f"/activiteiten.atom{query}")).count("<entry>") == 2
    page = client.get(f"/activiteiten/{query}")
    assert page.context["page"].paginator.count == 2
    for text in (
        "Titel: was “vroeger”, is nu “anders”",
        "Zo staat het in de brief.",
        "Nieuw op deze",
    ):
        assert text in page.text
    names = [
        each["name"]
        for each in client.get(f"/activiteiten.csv-metadata.json{query}").json()["tableSchema"][
            "columns"
        ]
    ]
    assert names == list(rows(client, f"/activiteiten.csv{query}")[0])


def test_the_api_has_it_in_members_of_their_own(client, activities):
    found = client.get(f"/api/v1/activiteiten?sinds={today()}&sorteer=titel").json()
    changed, new = (each["_wijziging"] for each in found["resultaten"])
    assert (changed["soort"], new["soort"], found["weg"]) == ("gewijzigd", "nieuw", [])
    (change,) = changed["wijzigingen"]
    assert (change["toelichting"], change["velden"][0]["was"], change["velden"][0]["is"]) == (
        "Zo staat het in de brief.",
        "vroeger",
        "anders",
    )
    text = body(client.get(f"/api/v1/activiteiten?sinds={today()}", headers={"accept": "text/csv"}))
    assert "Titel: was “vroeger”, is nu “anders”." in text
    assert "_wijziging" not in client.get("/api/v1/activiteiten").text


def test_a_change_of_a_part_is_told_with_the_part_and_with_its_record(client, activities):
    with noted("Gemeld."):
        event = factories.EventFactory(activity=activities, kind="gestart", title="bezoek")
    (row,) = rows(client, f"/mijlpalen.csv?sinds={today()}")
    assert (row["id"], row["wijziging_toelichting"]) == (str(event.pk), "Gemeld.")
    assert "Titel: “bezoek”." in row["wijziging_velden"]
    assert (
        "Gemeld."
        in rows(client, f"/activiteiten.csv?sinds={today()}&q=anders")[0]["wijziging_toelichting"]
    )


def test_of_what_is_gone_only_the_id_and_the_moment_are_left(client, activities):
    with noted("Erbij."):
        event, removed = (
            factories.EventFactory(activity=activities, kind="gestart", title=title)
            for title in ("bezoek", "vergissing")
        )
    key = removed.pk
    with noted("Hoort hier niet."):
        removed.delete()
    gone = json.loads(body(client.get(f"/mijlpalen.json?sinds={today()}")))["weg"]
    assert [each["id"] for each in gone] == [str(key)]
    withdraw(activities, "Ging over mevrouw De Wit.")
    gone = json.loads(body(client.get(f"/activiteiten.json?sinds={today()}")))["weg"]
    moment = Activity.objects.get(pk=activities.pk).withdrawn_at.astimezone(UTC).isoformat()
    assert gone == [
        {
            "id": str(activities.pk),
            "wijziging": "weg",
            "gewijzigd_op": moment.replace("+00:00", "Z"),
        }
    ]
    last = rows(client, f"/activiteiten.csv?sinds={today()}")[-1]
    assert {name: value for name, value in last.items() if value} == gone[0]
    gone = json.loads(body(client.get(f"/mijlpalen.json?sinds={today()}")))["weg"]
    assert {each["id"] for each in gone} == {str(key), str(event.pk)}
    assert client.get(f"/api/v1/activiteiten?sinds={today()}").json()["weg"] == [
        {"id": str(activities.pk), "moment": gone_moment(moment)}
    ]
    texts = everything_since(client)
    assert [word for word in ("De Wit", "vroeger", "in de brief", "bezoek") if word in texts] == []


def gone_moment(moment):
    return moment.replace("+00:00", "Z")


def everything_since(client):
    query = f"?sinds={today()}"
    addresses = [
        f"/{path}{ending}{query}"
        for path in ("activiteiten", "mijlpalen")
        for ending in (".csv", ".json", ".ndjson", ".atom", ".ics", "/")
    ]
    addresses += [f"/api/v1/{path}{query}" for path in ("activiteiten", "mijlpalen")]
    return "".join(body(client.get(address)) for address in addresses)


def test_nothing_of_a_withdrawal_is_told_after_the_return(client, activities):
    withdraw(activities, "Persoonsgegevens.")
    with noted("Tussentijds."):
        event = factories.EventFactory(activity=activities, title="nooit openbaar")
    with noted("Weg ermee."):
        event.delete()
    restore(Activity.objects.get(pk=activities.pk))
    found = json.loads(body(client.get(f"/mijlpalen.json?sinds={today()}")))
    assert (found["rijen"], found["weg"]) == ([], [])
    (row,) = rows(client, f"/activiteiten.csv?sinds={today()}&q=anders")
    assert (row["wijziging"], row["wijziging_toelichting"]) == ("gewijzigd", "")
    texts = everything_since(client)
    hidden = ("nooit openbaar", "Tussentijds", "Weg ermee", "Persoonsgegevens", "“vroeger”")
    assert [word for word in hidden if word in texts] == []


def test_a_draft_that_is_deleted_or_was_never_public_is_not_gone(client):
    draft = factories.ActivityFactory(publish_at=None)
    event = factories.EventFactory(activity=draft)
    event.delete()
    hidden = factories.EventFactory(
        activity=factories.ActivityFactory(),
        adjustment=factories.AdjustmentFactory(publish_at=None),
    )
    withdraw(hidden.activity, "Dubbel.")
    assert json.loads(body(client.get(f"/mijlpalen.json?sinds={today()}")))["weg"] == []


def test_what_is_met_leaves_the_list_of_what_is_expected(client):
    activity = factories.ActivityFactory(publish_at=LONG_AGO)
    with noted():
        term = factories.ExpectationFactory(
            activity=activity, words="later", first_day="2023-06-01", last_day="2023-06-30",
            told_on="2023-01-01",
        )  # fmt: skip
        factories.EventFactory(activity=activity, kind="afgerond", date="2023-06-15")
    found = json.loads(body(client.get(f"/verwacht.json?sinds={today()}")))
    assert (found["rijen"], [each["id"] for each in found["weg"]]) == (
        [],
        [f"verwachting-{term.pk}"],
    )


def test_every_list_takes_it(client):
    make_world()
    for noun in PAGED:
        assert len(rows(client, f"/{noun.path}.csv?sinds=2000-01-01")) == noun.published().count()
        assert rows(client, f"/{noun.path}.csv?sinds=2000-01-01") or noun.key == "goal-continuation"


@pytest.mark.parametrize("day", ["gisteren", "2026-02-30", "2026-3-1", "2099-01-01", "2026"])
def test_a_wrong_day_is_refused_with_the_reason(client, day):
    for address in ("/activiteiten.csv", "/activiteiten.atom", "/activiteiten.ics"):
        response = client.get(f"{address}?sinds={day}")
        assert (response.status_code, "Gewijzigd sinds: " in response.text) == (400, True)
    response = client.get(f"/api/v1/activiteiten?sinds={day}")
    assert (response.status_code, response.json()["errors"][0]["name"]) == (400, "sinds")


def test_too_much_for_one_file_is_refused(client, activities, monkeypatch):
    monkeypatch.setattr(since, "MOST_ROWS", 1)
    for address in ("/activiteiten.csv", "/api/v1/activiteiten"):
        response = client.get(f"{address}?sinds={today()}", headers={"accept": "text/csv"})
        assert (response.status_code, "Kies een latere" in body(response)) == (400, True)


def test_a_day_begins_at_midnight_here(client):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    for moment in (midnight, midnight - timedelta(microseconds=1)):
        factories.ActivityFactory(publish_at=moment)
    assert len(rows(client, f"/activiteiten.csv?sinds={today()}")) == 1
