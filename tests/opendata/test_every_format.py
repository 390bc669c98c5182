"""Each format read back in full: of an empty register, the real history and hostile texts."""

import csv
import io
import json
from functools import cache

import feedparser
import frictionless
import pytest
from csvw import CSVW
from django.test import Client
from lxml import etree
from rdflib import Graph
from rdflib.compare import isomorphic

from programmes.api.resources import RESOURCES
from programmes.lists.filters import UNKNOWN
from programmes.lists.filters.kinds import ById
from programmes.lists.last_changed import changed_last, with_changed
from programmes.lists.nouns import ALL, DUE, NOUNS
from programmes.models import AnnualReport, WorkProgramme
from programmes.opendata import making
from tests.formats.feeds import STRUCTURE
from tests.opendata.files import (
    INDEX,
    NAMES,
    Quiet,
    archive,
    broken_references,
    complaints,
    sitemap,
    table,
    texts,
)

pytestmark = [
    pytest.mark.long,
    pytest.mark.django_db,
    pytest.mark.usefixtures("register"),
]

SLUGGED = [noun for noun in ALL if hasattr(noun.model, "slug")]
FOLLOWED = [noun for noun in [*ALL, DUE] if noun.has_feed]


def body(response):
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


def read_csv(client, noun):
    text = body(client.get(f"/{noun.path}.csv")).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def read_excel(client, noun):
    text = body(client.get(f"/{noun.path}.excel.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    assert [cell for row in rows for cell in row.values() if cell[:1] in {*"=+-@\t\r\n"}] == []
    return rows


def read_atom(client, noun):
    return body(client.get(f"/{noun.path}.atom"))


def read_feed(client, noun):
    return feedparser.parse(io.BytesIO(read_atom(client, noun)))


def read_json(client, noun):
    return json.loads(body(client.get(f"/{noun.path}.json")))["rijen"]


def read_lines(client, noun):
    lines = body(client.get(f"/{noun.path}.ndjson")).split(b"\n")
    return [json.loads(line) for line in lines[:-1]]


def read_api(client, noun):
    """Return all rows of the API, page by page."""
    (resource,) = [each for each in RESOURCES if each.noun is noun]
    address, rows = f"/api/v1/{resource.path}?aantal=100", []
    while address:
        page = client.get(address).json()
        rows += page["resultaten"]
        address = page["_links"].get("next", {}).get("href")
    return rows


def read_xml(client, address):
    return etree.fromstring(body(client.get(address)))


def locations(client, address):
    return read_xml(client, address).xpath("//s:loc/text()", namespaces=NAMES)


@pytest.fixture(scope="module")
def read(register):
    """A function that reads a noun in a form, once for each register."""
    return cache(lambda form, noun: form(Client(), noun))


@pytest.mark.parametrize("form", [read_csv, read_excel, read_json, read_lines])
def test_a_list_holds_every_public_row(read, form):
    wanted = {noun.path: noun.published().count() for noun in ALL}
    assert {noun.path: len(read(form, noun)) for noun in ALL} == wanted


@pytest.mark.parametrize("form", [read_csv, read_lines, read_api])
def test_formats_hold_the_same_values(read, form):
    for noun in ALL:
        texts = [column.name for column in noun.columns if column.kind in ("text", "code", "key")]
        found = {row["id"]: [row[name] or "" for name in texts] for row in read(form, noun)}
        assert found == {
            row["id"]: [row[name] or "" for name in texts] for row in read(read_json, noun)
        }


def test_an_excel_file_and_a_feed_have_the_ids_of_the_register(read):
    for noun in ALL:
        ids = {str(key) for key in noun.published().values_list("pk", flat=True)}
        assert {row["id"] for row in read(read_excel, noun)} == ids
        entries = read(read_feed, noun).entries if noun.has_feed else []
        assert {entry.id.rpartition("/")[2] for entry in entries} <= ids


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.path)
def test_the_api_gives_all_rows(read, resource):
    assert {each.noun.path for each in RESOURCES} == {noun.path for noun in ALL}
    rows = read(read_api, resource.noun)
    assert len({row["id"] for row in rows}) == len(rows) == resource.published().count()


def test_a_feed_is_valid_by_structure_and_by_a_reader(client):
    for noun in FOLLOWED:
        content = body(client.get(f"/{noun.path}.atom"))
        STRUCTURE.assertValid(etree.fromstring(content))
        feed = feedparser.parse(io.BytesIO(content))
        assert (feed.bozo, feed.version) == (False, "atom10")
        assert len({entry.id for entry in feed.entries}) == min(noun.published().count(), 30)


@pytest.mark.parametrize("most", [1, 3, 30])
def test_the_feed_of_a_list_has_what_changed_last(most):
    for noun in FOLLOWED:
        rows = noun.published()
        by_all = with_changed(rows).order_by("-changed", "-pk")[:most]
        assert [(each.pk, each.changed) for each in changed_last(rows, most)] == [
            (each.pk, each.changed) for each in by_all
        ]


def test_the_feed_of_a_record_is_valid(client):
    for noun in NOUNS:
        for record in noun.published()[:10]:
            address = record.get_absolute_url().removesuffix("/")
            feed = read_xml(client, f"{address}.atom")
            STRUCTURE.assertValid(feed)
            assert feed.findall("{http://www.w3.org/2005/Atom}entry")


def test_the_sitemap_has_every_record_once(client, read):
    sections = locations(client, "/sitemap.xml")
    assert all(locations(client, section) for section in sections)
    found = [location for section in sections for location in locations(client, section)]
    assert {row["adres"] for noun in NOUNS for row in read(read_json, noun)} <= set(found)
    assert len(set(found)) == len(found)


def test_diwoo_names_every_document(client):
    addresses = texts(sitemap(client, INDEX), "s:sitemap/s:loc")
    sitemaps = [sitemap(client, address) for address in addresses]
    kinds = (WorkProgramme, AnnualReport)
    documents = [kind.objects.published().exclude(file="").count() for kind in kinds]
    assert [len(sitemap) for sitemap in sitemaps] == [count for count in documents if count]


# rdflib's JSON-LD parser uses a class that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_catalogue_is_valid_in_both_forms(client):
    turtle = Graph().parse(data=body(client.get("/open-data/catalogus.ttl")), format="turtle")
    json_ld = Graph().parse(data=body(client.get("/open-data/catalogus.jsonld")), format="json-ld")
    assert isomorphic(turtle, json_ld)
    assert complaints(turtle) == set()


def test_every_csv_file_is_valid_by_the_description_it_points_to(site):
    for noun in ALL:
        described = CSVW(f"{site}/{noun.path}.csv", validate=True)
        assert described.is_valid, described.warnings
        assert not described.no_metadata
        assert len(list(described.tables[0])) == noun.published().count()


def test_the_data_package_is_valid_where_it_is_served(site):
    frictionless.system.trusted = True
    report = frictionless.validate(f"{site}/open-data/datapackage.json")
    assert report.valid, report.to_summary()
    assert {task.name: task.stats.get("rows", 0) for task in report.tasks} == {
        noun.path: noun.published().count() for noun in ALL
    }


def test_the_csv_files_refer_to_each_other_where_they_are_served(site):
    described = CSVW(f"{site}/open-data/csv-metadata.json", validate=True, strict=False)
    assert described.is_valid, described.warnings
    assert len(described.tables) == len(ALL)


def test_the_snapshot_holds_the_register_and_validators_agree(tmp_path):
    made = making.make("https://werkprogrammas.test", Quiet())
    archive().extractall(tmp_path)
    assert made.rows == {noun.path: noun.published().count() for noun in ALL}
    for noun in ALL:
        keys = [(row["id"], row["adres"]) for row in table(noun.path)]
        in_json = json.loads((tmp_path / f"json/{noun.path}.json").read_text())["rijen"]
        in_csv = CSVW(str(tmp_path / f"csv/{noun.path}.csv-metadata.json"), validate=True)
        assert in_csv.is_valid, (noun.path, in_csv.warnings)
        assert len(keys) == made.rows[noun.path]
        assert [(row["id"], row["adres"]) for row in in_json] == keys
        assert [(row["id"], row["adres"].unsplit()) for row in in_csv.tables[0]] == keys
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert len(report.tasks) == len(ALL)
    together = CSVW(str(tmp_path / "csv/csv-metadata.json"), validate=True, strict=False)
    assert together.is_valid, together.warnings
    assert len(together.tables) == len(ALL)
    assert broken_references() == []


def slugs_of(model):
    return {*model.objects.published().values_list("slug", flat=True)}


def test_a_slug_is_spelled_one_way_everywhere(read):
    making.make("http://testserver", Quiet())
    for noun in SLUGGED:
        addresses = {f"http://testserver/{noun.path}/{slug}/" for slug in slugs_of(noun.model)}
        with archive().open(f"csv/{noun.path}.csv") as file:
            archived = list(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")))
        answered = read(read_api, noun)
        pages = [{"adres": f"http://testserver{each.get_absolute_url()}"} for each in
                 noun.model.objects.published()]  # fmt: skip
        for rows in (pages, read(read_csv, noun), read(read_json, noun),
                     read(read_lines, noun), answered, archived, table(noun.path)):  # fmt: skip
            assert {row["adres"] for row in rows} == addresses
        ends = {row["_links"]["self"]["href"].rpartition("/")[2] for row in answered}
        assert ends == slugs_of(noun.model)
        followed = read(read_feed, noun).entries if noun.has_feed else []
        assert {entry.link for entry in followed} <= addresses


def test_filters_take_the_slug_that_is_in_the_addresses():
    for noun in [*ALL, DUE]:
        form = noun.filterset({}, noun.published()).form
        for field in form.fields.values():
            if isinstance(field, ById):
                values = {str(value) for value, _label in field.choices} - {"", UNKNOWN}
                assert values == slugs_of(field.queryset.model)
