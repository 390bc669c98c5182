"""Responses of the API: records, pages, embedded rows and search results."""

import re
from datetime import date
from pathlib import Path

import pytest

from programmes.api import VERSION
from programmes.api.resources import BY_PATH, RESOURCES
from programmes.models import Event
from programmes.workflow.publishing import withdraw
from tests import factories
from tests.database import keep_facts
from tests.world import make_world

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
SITE = "http://testserver"


def get(client, path, **parameters):
    """Return the body of a response, which has to be 200."""
    response = client.get(f"/api/v1{path}", parameters)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return response.json()


def test_the_root_links_to_every_resource(client):
    links = get(client, "")["_links"]
    assert [*links] == [*(each.path for each in RESOURCES), "zoek", "openapi"]
    assert links["doelen"] == {"href": f"{SITE}/api/v1/doelen"}


def test_an_empty_register_has_empty_lists(client):
    for resource in RESOURCES:
        address = f"/{resource.path}"
        assert get(client, address) == {
            "resultaten": [],
            "_links": {"self": {"href": f"{SITE}/api/v1{address}"}},
        }


def test_a_record_has_its_columns(client):
    signatory = factories.SignatoryFactory(
        name='zij zei "ja"\n🦊', office="=1+1", slug="a", in_office_from="2022-01-10", note=""
    )
    record = get(client, "/ondertekenaars/a")
    assert record == {
        "id": str(signatory.pk),
        "ondertekende": "nee",
        "naam": 'zij zei "ja" 🦊',
        "ambt": "=1+1",
        "in_functie_vanaf": "2022-01-10",
        "in_functie_tot": None,
        "bronnen": ["https://www.inspectie-jenv.nl/"],
        "toelichting": None,
        "gezocht_op": None,
        "gezocht_in": None,
        "niet_gevonden": [],
        "adres": f"{SITE}/ondertekenaars/a/",
        "_links": {"self": {"href": f"{SITE}/api/v1/ondertekenaars/a"}},
    }
    assert get(client, "/ondertekenaars")["resultaten"] == [record]


def test_parts_are_resources_too(client):
    make_world()
    without = factories.EventFactory(kind="gestart")
    (event,) = get(client, "/mijlpalen", soort="rapport", jaar="2024")["resultaten"]
    made = Event.objects.get(kind="rapport")
    assert event | {"_links": {}} == {
        "id": str(made.pk),
        "activiteit": "[activity]",
        "soort": "rapport",
        "datum": "2024-06-01",
        "precisie": "dag",
        "titel": "[activity] gebeurde",
        "bijstelling": f"{SITE}/bijstellingen/bijstelling/",
        "bij_de_bron": None,
        "toelichting": "[activity]",
        "adres": f"{SITE}/activiteiten/activiteit/",
        "kamerstuk": None,
        "ministerie": None,
        "activiteit_id": str(made.activity_id),
        "bijstelling_id": str(made.adjustment_id),
        "verplaatst_naar_id": None,
        "_links": {},
    }
    assert get(client, f"/mijlpalen/{event['id']}") == event
    assert get(client, f"/mijlpalen/{without.pk}")["bijstelling"] is None
    (field,) = get(client, "/toezichtgebieden", q="gebied", sorteer="naam")["resultaten"]
    assert field["naam"] == "gebied [activity]"
    assert get(client, f"/toezichtgebieden/{field['id']}") == field


def test_a_record_is_found_by_its_slug_and_by_its_id(client):
    numbered = factories.LetterFactory(reference="zonder nummer")
    named = factories.LetterFactory(slug=str(numbered.pk))
    assert get(client, f"/brieven/{named.slug}")["id"] == str(named.pk)
    assert get(client, f"/brieven/{named.pk}")["id"] == str(named.pk)
    assert get(client, f"/brieven/{numbered.slug}")["id"] == str(numbered.pk)
    withdraw(named, "Dubbel.")
    assert client.get(f"/api/v1/brieven/{named.pk}").status_code == 410


def test_fields_are_chosen(client):
    factories.ActivityFactory(slug="a", title="x")
    (row,) = get(client, "/activiteiten", fields="status,titel")["resultaten"]
    assert [*row] == ["id", "titel", "status", "_links"]
    assert [*get(client, "/activiteiten/a", fields="titel")] == ["id", "titel", "_links"]


def test_related_rows_are_embedded(client):
    make_world()
    for resource in RESOURCES:
        expand = {"expand": ",".join(resource.relations)} if resource.relations else {}
        for row in get(client, f"/{resource.path}", **expand)["resultaten"]:
            assert client.get(row["_links"]["self"]["href"], expand).json() == row
            assert get(client, f"/{resource.path}/{row['id']}", **expand) == row
    activity = get(client, "/activiteiten/activiteit", expand="doelen,mijlpalen,werkprogrammas")
    embedded = activity["_embedded"]
    assert embedded["doelen"] == get(client, "/doelen")["resultaten"]
    assert embedded["mijlpalen"] == get(client, "/mijlpalen")["resultaten"]
    assert embedded["werkprogrammas"] == get(client, "/werkprogrammas")["resultaten"]
    letter = get(client, "/brieven/brief", expand="ondertekenaars")["_embedded"]
    assert [each["naam"] for each in letter["ondertekenaars"]] == ["[signatory]"]
    programme = get(client, "/werkprogrammas/2024", expand="brief")["_embedded"]
    assert programme["brief"] == get(client, "/brieven/brief")


def test_embedding_costs_no_more_for_more_rows(client, django_assert_max_num_queries):
    for _again in range(20):
        factories.EventFactory()
    keep_facts()
    # Two of them are of the rate limit, one asks whether the facts of activities are kept.
    with django_assert_max_num_queries(7):
        get(client, "/activiteiten", expand="mijlpalen,doelen")


def test_pages_hold_each_row_once(client):
    made = {str(each.pk) for each in factories.ActivityFactory.create_batch(7, title="gelijk")}
    found, address = [], "/api/v1/activiteiten?aantal=3&sorteer=titel"
    while address:
        response = client.get(address)
        body = response.json()
        found += [row["id"] for row in body["resultaten"]]
        address = body["_links"].get("next", {}).get("href")
        assert response.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)
    assert (len(found), set(found)) == (7, made)


def dated(number):
    """Return one of two dates, or None for every third number."""
    return date(2020, 1, number % 3) if number % 3 else None


MAKE = {
    "activiteiten": lambda number: factories.ActivityFactory(title=f"T{number % 3}"),
    "brieven": lambda number: factories.LetterFactory(date=dated(number)),
    "werkprogrammas": lambda number: factories.ProgrammeFactory(first_year=2000 + number),
    "bijstellingen": lambda number: factories.AdjustmentFactory(
        date=dated(number), programme__first_year=2000 + number
    ),
}


@pytest.mark.parametrize("path", MAKE)
def test_pages_stay_complete_while_rows_are_added_and_withdrawn(client, path):
    for number in range(6):
        MAKE[path](number)
    made = 10
    for order in ["", *BY_PATH[path].filters["sorteer"].orders]:
        query = {"aantal": 2} | ({"sorteer": order} if order else {})
        whole = ids(get(client, f"/{path}", **query | {"aantal": 500}))
        body = get(client, f"/{path}", **query)
        found = ids(body)
        MAKE[path](made)
        made += 1
        withdraw(BY_PATH[path].published().get(pk=whole[0]), "Dubbel.")
        while following := body["_links"].get("next"):
            body = client.get(following["href"]).json()
            found += ids(body)
        assert [each for each in found if each in whole] == whole
        assert len(set(found)) == len(found)


def ids(body):
    return [row["id"] for row in body["resultaten"]]


@pytest.mark.django_db(transaction=True)
def test_a_list_comes_as_csv(client):
    for name in ("a", "b"):
        factories.SignatoryFactory(name=name, slug=name)
    response = client.get(
        "/api/v1/ondertekenaars?fields=naam,adres&q=b", headers={"accept": "text/csv"}
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert b"".join(response).decode() == (f"naam,adres\r\nb,{SITE}/ondertekenaars/b/\r\n")


def test_a_search_returns_results(client):
    make_world()
    body = get(client, "/zoek", q="[signatory]", soort="ondertekenaars")
    assert (body["aantal"], body["volledig"], body["bedoelde_u"]) == (1, True, None)
    (found,) = body["resultaten"]
    assert (found["soort"], found["titel"]) == ("ondertekenaars", "[signatory]")
    assert found["adres"] == f"{SITE}/ondertekenaars/ondertekenaar/"


def test_a_search_says_which_words_it_asked_for_too(client):
    factories.ActivityFactory(title="Openbaar Ministerie")
    body = get(client, "/zoek", q="OM")
    assert (body["aantal"], body["ook_gezocht_op"], body["precies"]) == (
        1,
        ["Openbaar Ministerie"],
        '"OM"',
    )
    body = get(client, "/zoek", q=body["precies"])
    assert (body["aantal"], body["ook_gezocht_op"], body["precies"]) == (0, [], None)


def test_a_search_without_results_says_what_to_ask(client):
    field = factories.FieldFactory(name="gevangeniswezen", slug="gw")
    factories.ActivityFactory(title="keten").fields.add(field)
    body = get(client, "/zoek", q="gevangeniswezens keten xyzzy")
    assert (body["niet_gevonden"], body["andere_vragen"]) == (["xyzzy"], ["gevangeniswezens keten"])
    assert body["toezichtgebieden"] == [
        {"naam": "gevangeniswezen", "adres": f"{SITE}/toezichtgebieden/gw/"}
    ]
    assert get(client, "/zoek", q="vervallen")["lijsten"] == []
    factories.ExpectationFactory(
        kind="rapport", first_day="2020-01-01", last_day="2020-01-01", told_on="2020-01-01"
    )
    assert {
        "titel": "Verwacht, stand van zaken over tijd",
        "adres": f"{SITE}/verwacht/?stand=over_tijd",
    } in get(client, "/zoek", q="over tijd")["lijsten"]


def test_only_the_first_page_of_a_search_offers_lists(client):
    for number in range(21):
        factories.ActivityFactory(title=f"over tijd {number}")
    factories.ExpectationFactory(
        kind="rapport", first_day="2020-01-01", last_day="2020-01-01", told_on="2020-01-01"
    )
    first, second = (get(client, "/zoek", q="over tijd", pagina=page) for page in ("01", "2"))
    assert (len(first["lijsten"]), len(second["lijsten"])) == (2, 0)


def test_a_matching_etag_gets_304(client):
    factories.ActivityFactory()
    known = client.get("/api/v1/activiteiten")["ETag"]
    again = client.get("/api/v1/activiteiten", headers={"if-none-match": known})
    assert (again.status_code, again.content, again["API-Version"]) == (304, b"", VERSION)


def test_every_example_in_the_documentation_works(client):
    factories.ActivityFactory().fields.add(factories.FieldFactory(slug="jeugd"))
    written = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    examples = re.findall(r"`\??((?:\w+=[\w,]+&?)+)`", written)
    assert len(examples) == 3
    for example in examples:
        assert client.get(f"/api/v1/activiteiten?{example}").status_code == 200, example
