"""Sheets for a debate: what is public about a field, goal, programme or signatory, on one page."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes.models import Activity, Letter
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/toezichtgebieden/politie/debat/",
    "/doelen/leren/debat/",
    "/werkprogrammas/2024/debat/",
    "/ondertekenaars/minister/debat/",
]
PARTS = ("planned", "told", "changed", "came", "open")


@pytest.fixture
def register():
    signatory = factories.SignatoryFactory(name="Minister", slug="minister")
    letter = factories.LetterFactory(
        subject="Aanbieding", date=date(2023, 9, 22), kamerstuk_dossier="36410",
        kamerstuk_suffix="VI", kamerstuk_number="7",
    )  # fmt: skip
    factories.SignatureFactory(letter=letter, signatory=signatory)
    perspective = factories.PerspectiveFactory()
    programme = factories.ProgrammeFactory(
        first_year=2024, perspective=perspective, letter=letter, sources=["https://voorbeeld.nl/p"]
    )
    activity = factories.ActivityFactory(title="wachttijden", slug="w")
    activity.fields.add(factories.FieldFactory(name="politie", slug="politie"))
    activity.goals.add(factories.GoalFactory(perspective=perspective, title="Leren", slug="leren"))
    factories.PlanningFactory(programme=programme, activity=activity, planned_for="medio 2024")
    adjustment = factories.AdjustmentFactory(programme=programme)
    factories.EventFactory(activity=activity, kind="uitgesteld", adjustment=adjustment)
    factories.EventFactory(
        activity=activity, kind="rapport", date=timezone.localdate() - timedelta(days=52),
        date_precision="dag", kamerstuk_dossier="24587", kamerstuk_number="1071",
    )  # fmt: skip
    return activity


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_sheet_has_what_was_planned_told_changed_came_and_is_open(client, register, address):
    response = client.get(address)
    sheet = response.context["sheet"]
    assert [getattr(sheet, name).number for name in PARTS] == [1, 1, 1, 1, 1]
    text = response.text.replace("\u00a0", " ")
    for shown in (
        "(gepland: medio 2024)", "Kamerstuk 36 410 VI, nr. 7", "Uitgesteld",
        "Kamerstuk 24 587, nr. 1071",
        "10 dagen over tijd", "https://zoek.officielebekendmakingen.nl/kst-24587-1071.html",
        "https://voorbeeld.nl/p", f"http://testserver{address}",
    ):  # fmt: skip
        assert shown in text


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_of_the_record_links_to_its_sheet(client, register, address):
    assert f'href="{address}"' in client.get(address.removesuffix("debat/")).text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_sheet_has_nothing_that_was_withdrawn(client, register, address):
    gone = {"withdrawn_at": timezone.now(), "withdrawal_reason": "Dubbel."}
    Letter.objects.update(**gone)
    Activity.objects.update(**gone)
    response = client.get(address)
    # A field is public by its activities, and a signatory by letters.
    gone_along = {"toezichtgebieden": 404, "ondertekenaars": 410}
    assert response.status_code == gone_along.get(address.split("/")[1], 200)
    if response.status_code == 200:
        sheet = response.context["sheet"]
        assert [getattr(sheet, name).rows for name in PARTS] == [[], [], [], [], []]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_number_of_queries_does_not_grow(client, register, address):
    few = queries_of(client, address)
    for number in range(20):
        factories.EventFactory(activity=register, kind="rapport", title=f"{number}")
        factories.ExpectationFactory(activity=register, words=f"eind {2000 + number}")
    # Of a part with rows left, their number is counted.
    assert queries_of(client, address) <= few + 2 <= 32


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_a_part_with_many_rows_says_how_many_are_left(client, register):
    for number in range(20):
        factories.EventFactory(activity=register, kind="rapport", title=f"{number}")
    text = client.get(ADDRESSES[0]).text
    link = '<a href="/activiteiten/?gebied=politie">de activiteiten hierover</a>'
    assert f"En nog 14. Kijk bij {link}." in text


def test_a_sheet_of_nothing_public_is_not_there(client):
    for address in ADDRESSES:
        assert client.get(address).status_code == 404
