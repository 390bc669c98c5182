"""Lists as JSON: the values of the CSV, with unknown values as null and lists as arrays."""

import json

import pytest

from programmes.lists import columns
from programmes.lists.nouns import NOUNS
from tests import factories
from tests.formats.broken import BROKEN_OFF, NASTY, end_all_other_connections, store_as_is

pytestmark = pytest.mark.django_db(transaction=True)

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"


@pytest.fixture
def signatories():
    draft = factories.SignatoryFactory(
        pk=2, slug="a", sources=["https://a.nl/?a=1; 2", "brief"], publish_at=None
    )
    store_as_is(draft, name=NASTY, office="=1\\+1\x01\x02")
    factories.SignatoryFactory(pk=1, name="A", office="B", slug="b", in_office_from="2022-01-10")


ROWS = [
    {
        "naam": "A",
        "ambt": "B",
        "in_functie_vanaf": "2022-01-10",
        "in_functie_tot": None,
        "bronnen": ["https://www.inspectie-jenv.nl/"],
        "toelichting": None,
        "adres": "http://testserver/ondertekenaars/b/",
        "ondertekende": "nee",
        "gezocht_op": None,
        "gezocht_in": None,
        "niet_gevonden": [],
        "id": "1",
    },
    {
        "naam": NASTY,
        "ambt": "=1\\+1\x01\x02",
        "in_functie_vanaf": None,
        "in_functie_tot": None,
        "bronnen": ["https://a.nl/?a=1; 2", "brief"],
        "toelichting": None,
        "adres": "http://testserver/ondertekenaars/a/",
        "ondertekende": "nee",
        "gezocht_op": None,
        "gezocht_in": None,
        "niet_gevonden": [],
        "id": "2",
    },
]


def text(response):
    assert response.status_code == 200
    return b"".join(response).decode()


def test_a_list_is_one_document(client, signatories):
    response = client.get("/ondertekenaars.json?sorteer=naam")
    found = json.loads(text(response))
    assert response["Content-Type"] == "application/json"
    assert list(found) == ["titel", "adres", "licentie", "gemaakt_op", "rijen"]
    assert found["titel"] == "Ondertekenaars"
    assert found["adres"] == "http://testserver/ondertekenaars.json?sorteer=naam"
    assert found["licentie"] == LICENCE
    assert found["rijen"] == ROWS


def test_a_list_is_a_row_on_each_line(client, signatories):
    response = client.get("/ondertekenaars.ndjson?sorteer=naam")
    lines = text(response).split("\n")
    assert response["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines[:-1]] == ROWS
    assert lines[-1] == ""


def test_without_rows_there_is_an_empty_list(client):
    for noun in NOUNS:
        assert json.loads(text(client.get(f"/{noun.path}.json")))["rijen"] == []
        assert text(client.get(f"/{noun.path}.ndjson")) == ""


def test_an_activity_without_links_has_empty_lists(client):
    activity = factories.ActivityFactory(slug="a", title="x", sources=[])
    (row,) = json.loads(text(client.get("/activiteiten.json")))["rijen"]
    empty = {column.name: [] if column.kind == "list" else None for column in columns.ACTIVITY}
    assert row == empty | {
        "titel": "x",
        "vorm_afgeleid": "nee",
        "uitkomst_onbekend": "niet_gezocht",
        "adres": "http://testserver/activiteiten/a/",
        "id": str(activity.pk),
    }


def test_the_order_of_the_list_is_kept(client):
    for title in ("b", "C", "a"):
        factories.ActivityFactory(title=title)
    rows = json.loads(text(client.get("/activiteiten.json?sorteer=-titel")))["rijen"]
    assert [row["titel"] for row in rows] == ["C", "b", "a"]


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_a_wrong_parameter_makes_a_file_fail_with_the_reason(client, form):
    response = client.get(f"/activiteiten.{form}?jaar=abc&foo=1")
    assert response.status_code == 400
    assert "Jaar: Geef een jaar van 1990 tot en met 2100.\n“foo” is geen" in response.text


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_a_file_that_breaks_off_cannot_be_read_as_whole(client, form):
    for number in range(50):
        factories.SignatoryFactory(slug=f"a-{number}", note="x" * 200_000)
    pieces, received = iter(client.get(f"/ondertekenaars.{form}")), []
    received += [next(pieces), next(pieces)]
    end_all_other_connections()
    with pytest.raises(Exception, match="terminat|closed"):
        received += pieces
    assert received[-1] == BROKEN_OFF
    whole = b"".join(received).decode()
    with pytest.raises(json.JSONDecodeError):
        json.loads(whole if form == "json" else whole.rsplit("\n", 1)[1])
