"""The sitemaps for the Woo-index are valid and complete; `lastmod` follows the metadata."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from lxml import etree

from programmes.models.text import normalised, one_line
from programmes.opendata import diwoo, woo_index
from programmes.opendata.xml import document
from programmes.workflow import publishing
from tests import factories
from tests.opendata.files import INDEX, NAMES, SCHEMA, sitemap, texts
from tests.opendata.hostile import HOSTILE

pytestmark = pytest.mark.django_db

PROGRAMMES = "/sitemap-diwoo-infocat012-werkprogrammas-1.xml"
REPORTS = "/sitemap-diwoo-infocat012-jaarberichten-1.xml"
TOOI = "https://identifier.overheid.nl/tooi"


def pdf():
    return SimpleUploadedFile("x.pdf", b"%PDF-1.7 x")


def lastmod(client, address=PROGRAMMES):
    (moment,) = texts(sitemap(client, address), "s:url/s:lastmod")
    return datetime.fromisoformat(moment)


@pytest.fixture
def programme():
    frame = factories.PerspectiveFactory(title="Meerjarenperspectief 2021-2024")
    letter = factories.LetterFactory(date=date(2023, 9, 22))
    return factories.ProgrammeFactory(
        perspective=frame,
        letter=letter,
        file=pdf(),
        adopted_on=date(2023, 9, 5),
        offered_on=date(2023, 9, 26),
    )


def test_an_empty_register_has_an_empty_index(client):
    assert len(sitemap(client, INDEX)) == 0
    assert client.get(PROGRAMMES).status_code == 404


def test_a_record_without_a_file_has_nothing_to_harvest(client):
    factories.ProgrammeFactory()
    assert len(sitemap(client, INDEX)) == 0


def test_a_letter_is_of_another_category(client):
    factories.LetterFactory(file=pdf())
    assert len(sitemap(client, INDEX)) == 0


def test_the_index_names_every_sitemap(client, programme):
    factories.AnnualReportFactory(file=pdf())
    assert texts(sitemap(client, INDEX), "s:sitemap/s:loc") == [
        f"https://testserver{PROGRAMMES}",
        f"https://testserver{REPORTS}",
    ]


def test_the_entry_of_a_programme(client, programme):
    (url,) = sitemap(client, PROGRAMMES)
    assert texts(url, "s:loc") == ["https://testserver/werkprogrammas/2024/bestand/"]
    (metadata,) = url.iterfind("d:Document/d:DiWoo", NAMES)
    assert flat(metadata) == [
        ("identifier", "https://testserver/werkprogrammas/2024/", None),
        ("publisher", "Inspectie Justitie en Veiligheid", f"{TOOI}/id/oorg/oorg12351"),
        (
            "verantwoordelijke",
            "ministerie van Justitie en Veiligheid",
            f"{TOOI}/id/ministerie/mnre1058",
        ),
        ("officieleTitel", "Werkprogramma 2024", None),
        ("omschrijving", "Waar de Inspectie toezicht op houdt.", None),
        ("documentsoort", "jaarplan", f"{TOOI}/def/thes/kern/c_a6f44748"),
        (
            "informatiecategorie",
            "jaarplannen en jaarverslagen",
            f"{TOOI}/def/thes/kern/c_c6cd1213",
        ),
        ("creatiedatum", "2023-09-05", None),
        ("begindatum", "2024-01-01T00:00:00+01:00", None),
        ("einddatum", "2024-12-31T23:59:59+01:00", None),
        (
            "language",
            "Nederlands",
            "http://publications.europa.eu/resource/authority/language/NLD",
        ),
        ("format", "pdf", "http://publications.europa.eu/resource/authority/file-type/PDF"),
        ("soortHandeling", "vaststelling", f"{TOOI}/def/thes/kern/c_641ecd76"),
        ("atTime", "2023-09-05T00:00:00+02:00", None),
        ("wasAssociatedWith", "Inspectie Justitie en Veiligheid", f"{TOOI}/id/oorg/oorg12351"),
        ("soortHandeling", "ondertekening", f"{TOOI}/def/thes/kern/c_e1ec050e"),
        ("atTime", "2023-09-22T00:00:00+02:00", None),
        ("soortHandeling", "ontvangst", f"{TOOI}/def/thes/kern/c_dfcee535"),
        ("atTime", "2023-09-26T00:00:00+02:00", None),
        ("role", "is uitwerking van", f"{TOOI}/def/thes/kern/c_24ddfb9b"),
        (
            "relation",
            "Meerjarenperspectief 2021-2024",
            "https://testserver/meerjarenperspectieven/2021-2024/",
        ),
    ]


def flat(metadata):
    """Return (name, text, resource) of every element without children."""
    leaves = [each for each in metadata.iter() if len(each) == 0]
    return [(etree.QName(each).localname, each.text, each.get("resource")) for each in leaves]


def test_the_sort_of_document_follows_from_the_record(client):
    factories.ProgrammeFactory(first_year=2018, last_year=2020, file=pdf())
    factories.AnnualReportFactory(year=2015, file=pdf())
    assert [
        texts(sitemap(client, address), ".//d:documentsoort") for address in (PROGRAMMES, REPORTS)
    ] == [["plan"], ["jaarverslag"]]


@pytest.mark.parametrize(
    ("known", "day"),
    [
        ({"adopted_on": date(2023, 7, 1), "published_on": date(2023, 9, 18)}, "2023-07-01"),
        ({"published_on": date(2023, 9, 18)}, "2023-09-18"),
        ({"publish_at": datetime(2020, 1, 1, 23, 30, tzinfo=UTC)}, "2020-01-02"),
    ],
)
def test_every_document_has_a_dated_act(client, known, day):
    factories.ProgrammeFactory(file=pdf(), **known)
    (moment,) = texts(sitemap(client, PROGRAMMES), ".//d:atTime")
    assert moment[:10] == day


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_survive(client, text):
    factories.ProgrammeFactory(title=text[:200], summary=text, file=pdf())
    tree = sitemap(client, PROGRAMMES)
    assert texts(tree, ".//d:officieleTitel") == [one_line(text[:200])]
    assert texts(tree, ".//d:omschrijving") == [normalised(text)]


def test_a_title_of_500_signs_survives(programme):
    kind = diwoo.KINDS["werkprogrammas"]
    (record,) = kind.documents()
    record.title = ("een, twee & drie\n" * 30)[:500]
    root = woo_index.urlset(kind, [record], lambda path: f"https://testserver{path}")
    tree = etree.fromstring(document(root))
    SCHEMA.assertValid(tree)
    assert texts(tree, ".//d:officieleTitel") == [record.title]


def test_what_xml_cannot_hold_is_left_out(client):
    factories.ProgrammeFactory(title="a\x01b\x1fc\ufffed", file=pdf())
    assert texts(sitemap(client, PROGRAMMES), ".//d:officieleTitel") == ["ab cd"]


def test_documents_are_split_over_sitemaps(client, monkeypatch):
    monkeypatch.setattr(woo_index, "ENTRIES", 2)
    for year in range(2020, 2025):
        factories.ProgrammeFactory(first_year=year, file=pdf())
    locations = texts(sitemap(client, INDEX), "s:sitemap/s:loc")
    listed = [texts(sitemap(client, address), "s:url/s:loc") for address in locations]
    assert [[address[-13:-9] for address in page] for page in listed] == [
        ["2020", "2021"],
        ["2022", "2023"],
        ["2024"],
    ]
    assert client.get(PROGRAMMES.replace("-1.", "-4.")).status_code == 404
    assert client.get(PROGRAMMES.replace("-1.", "-0.")).status_code == 404


def test_a_sitemap_takes_few_queries(client, programme, django_assert_max_num_queries):
    for year in range(2010, 2020):
        factories.ProgrammeFactory(first_year=year, file=pdf(), letter=factories.LetterFactory())
    with django_assert_max_num_queries(2):
        sitemap(client, PROGRAMMES)


@pytest.mark.parametrize("change", [{"title": "Anders"}, {"summary": "x"}, {"letter": None}])
def test_lastmod_moves_with_the_metadata(client, programme, change):
    before = backdated(client, programme)
    for name, value in change.items():
        setattr(programme, name, value)
    programme.save()
    assert lastmod(client) > before


def test_lastmod_moves_with_another_file(client, programme):
    before = backdated(client, programme)
    programme.file = pdf()
    programme.save()
    assert lastmod(client) > before


def test_lastmod_stays_when_nothing_of_the_metadata_changes(client, programme):
    before = backdated(client, programme)
    programme.note, programme.motto, programme.sources = "Let op.", "Samen", ["elders"]
    programme.save()
    programme.letter.summary = "Anders"
    programme.letter.save()
    factories.GoalFocusFactory(
        programme=programme, goal=factories.GoalFactory(perspective=programme.perspective)
    )
    assert lastmod(client) == before


def test_lastmod_moves_with_the_records_that_the_metadata_name(client, programme):
    before = backdated(client, programme)
    programme.perspective.title = "Een andere titel"
    programme.perspective.save()
    after = lastmod(client)
    assert after > before
    programme.letter.date = date(2023, 9, 23)
    programme.letter.save()
    assert lastmod(client) >= after


def test_lastmod_stays_when_a_hidden_parent_changes(client, programme):
    frame = programme.perspective
    type(frame).objects.filter(pk=frame.pk).update(
        withdrawn_at=timezone.now() - timedelta(days=30), withdrawal_reason="Dubbel."
    )
    before = backdated(client, programme)
    frame.refresh_from_db()
    frame.title = "Een andere titel"
    frame.save()
    assert lastmod(client) == before


def test_a_scheduled_document_is_new_when_it_appears(client):
    moment = timezone.now().replace(microsecond=0)
    programme = factories.ProgrammeFactory(file=pdf(), publish_at=moment)
    backdate_history(programme)
    assert lastmod(client) == moment


def test_a_withdrawn_document_leaves_its_sitemap_and_its_address_says_so(client, programme):
    factories.ProgrammeFactory(first_year=2023, file=pdf())
    (before,) = texts(sitemap(client, INDEX), "s:sitemap/s:lastmod")
    programme.withdrawn_at = timezone.now() + timedelta(seconds=-1)
    programme.withdrawal_reason = "Dubbel opgenomen."
    programme.save()
    assert texts(sitemap(client, PROGRAMMES), "s:url/s:loc") == [
        "https://testserver/werkprogrammas/2023/bestand/"
    ]
    (after,) = texts(sitemap(client, INDEX), "s:sitemap/s:lastmod")
    assert after >= before
    assert client.get("/werkprogrammas/2024/bestand/").status_code == 410


@pytest.mark.django_db(transaction=True)
def test_a_restored_document_is_new(client, programme):
    publishing.withdraw(programme, "Vergissing.")
    before = timezone.now().replace(microsecond=0)
    publishing.restore(programme)
    assert lastmod(client) >= before


@pytest.mark.django_db(transaction=True)
def test_an_unchanged_sitemap_is_not_sent_again(client, programme):
    tag = client.get(PROGRAMMES)["ETag"]
    assert client.get(PROGRAMMES, HTTP_IF_NONE_MATCH=tag).status_code == 304
    programme.title = "Anders"
    programme.save()
    assert client.get(PROGRAMMES, HTTP_IF_NONE_MATCH=tag).status_code == 200


def backdated(client, programme):
    """Backdate the history of the programme and its parents; return the `lastmod` after that."""
    for record in (programme, programme.perspective, programme.letter):
        backdate_history(record)
    return lastmod(client)


def backdate_history(record):
    table = record.history.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET pgh_created_at = '2021-01-01T12:00:00Z'")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
