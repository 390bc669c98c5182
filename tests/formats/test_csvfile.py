import csv
import time

import pytest
from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone
from psycopg import OperationalError
from psycopg.errors import DivisionByZero

from programmes.formats import csvfile
from programmes.lists import columns
from programmes.models import Signatory
from tests import factories
from tests.formats.broken import BROKEN_OFF, NASTY, end_all_other_connections, store_as_is
from tests.list_pages import titles

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def pool(transactional_db):
    """Give each test a new connection pool, to count its connections."""
    connection.close()
    connection.close_pool()


@pytest.fixture
def signatories():
    two = factories.SignatoryFactory(
        pk=2, office="=1+1", slug="a", sources=["https://a.nl/?a=1,2", "brief"], note="-x",
        publish_at=None,
    )  # fmt: skip
    store_as_is(two, name=NASTY)
    one = factories.SignatoryFactory(
        pk=1, office="@SUM(A1)", slug="b", in_office_from="2022-01-10", sources=["+1"],
        publish_at=None,
    )  # fmt: skip
    store_as_is(one, name="\tTAB")


def download(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response, b"".join(response).decode()


def test_the_flavour_for_machines_leaves_values_as_they_are(client, signatories):
    _response, text = download(client, "/ondertekenaars.csv?sorteer=naam")
    assert text == (
        "naam,ambt,in_functie_vanaf,in_functie_tot,bronnen,toelichting,adres,ondertekende,"
        "gezocht_op,gezocht_in,niet_gevonden,id\r\n"
        '\tTAB,@SUM(A1),2022-01-10,,+1,"",http://testserver/ondertekenaars/b/,nee,,"","",1\r\n'
        '"zij zei ""ja""; toen,\nop regel twee: Yeşilgöz 🦊",=1+1,,,'
        '"https://a.nl/?a=1,2; brief",-x,http://testserver/ondertekenaars/a/,nee,,"","",2\r\n'
    )


def test_the_flavour_for_excel_has_labels_and_harmless_cells(client, signatories):
    _response, text = download(client, "/ondertekenaars.excel.csv?sorteer=naam")
    assert text == (
        "\ufeffnaam;ambt;in functie vanaf;in functie tot;bronnen;toelichting voor lezers;adres;"
        "ondertekende;gezocht op;gezocht in;gezocht en niet gevonden;id\r\n"
        '"\'\tTAB";"\'@SUM(A1)";"2022-01-10";;"\'+1";"";"http://testserver/ondertekenaars/b/";"nee";;"";"";"1"\r\n'
        '"zij zei ""ja""; toen,\nop regel twee: Yeşilgöz 🦊";"\'=1+1";;;'
        '"https://a.nl/?a=1,2; brief";"\'-x";"http://testserver/ondertekenaars/a/";"nee";;"";"";"2"\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_begins_like_a_formula_is_made_harmless_for_excel_only(client, start):
    store_as_is(factories.SignatoryFactory(publish_at=None), name=f"{start}1'\\&=1")
    _response, machine = download(client, "/ondertekenaars.csv")
    _response, people = download(client, "/ondertekenaars.excel.csv")
    assert f"{start}1'\\&=1" in machine
    assert f"'{start}1" not in machine
    assert f"\"'{start}1'\\&=1\";" in people


def test_a_code_is_a_label_for_people_only(client):
    factories.ActivityFactory(form="quick_scan", slug="a")
    _response, machine = download(client, "/activiteiten.csv")
    _response, people = download(client, "/activiteiten.excel.csv")
    assert (",quick_scan," in machine, '"quick scan"' in people) == (True, True)


def test_without_rows_a_file_is_its_header(client):
    _response, text = download(client, "/jaarberichten.csv")
    assert text == (
        "jaar,titel,op_site,aangeboden,brief_kenmerk,brief_datum,"
        "samenvatting,resultaten,bronnen,toelichting,adres,gezocht_op,gezocht_in,niet_gevonden,voorganger,id,brief_id\r\n"
    )


def test_the_name_of_a_file_tells_list_filters_and_date(client):
    response, _text = download(client, "/werkprogrammas.csv?jaar=2024&pagina=2&q=%22;%0d%0aé/../x")
    today = timezone.localdate().isoformat()
    assert response["Content-Disposition"] == (
        f'attachment; filename="werkprogrammas_jaar-2024_q--x_{today}.csv"'
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"


def test_a_file_has_the_rows_of_the_page_in_its_order(client):
    for title in ("b", "C", "a", "é"):
        factories.ActivityFactory(title=f"keten {title}", slug=f"x-{ord(title)}")
    factories.ActivityFactory(title="iets anders")
    query = "?q=keten&sorteer=-titel"
    page = client.get(f"/activiteiten/{query}")
    _response, text = download(client, f"/activiteiten.csv{query}")
    shown = titles(page)
    assert [line.split(",")[0] for line in text.split("\r\n")[1:-1]] == shown
    assert shown == ["keten é", "keten C", "keten b", "keten a"]


@pytest.mark.parametrize("words", ["100%", "a'b", "\\b", "%s", "{b}", "$1", "'; DROP TABLE x; --"])
def test_hostile_words_are_only_words(client, words):
    factories.ActivityFactory(title=f"met {words} erin")
    factories.ActivityFactory(title="zonder")
    response = client.get("/activiteiten.csv", {"q": words})
    rows = b"".join(response).decode().split("\r\n")[1:-1]
    assert len(rows) == 1


def test_a_stream_that_is_cut_off_gives_its_connection_back(client):
    factories.ActivityFactory.create_batch(3)

    def begin_and_leave():
        response = client.get("/activiteiten.csv")
        pieces = iter(response)
        next(pieces)
        next(pieces)
        response.close()

    for _again in range(5):
        begin_and_leave()
    assert_in_use(0)


def test_a_download_holds_one_connection(client):
    factories.ProgrammeFactory()
    response = client.get("/activiteiten.csv?werkprogramma=2024")
    assert_in_use(1)
    response.close()
    assert_in_use(0)


def test_a_query_that_fails_at_the_start_says_so(rf):
    impossible = columns.Column("x", "x", "x", expression=RawSQL("1 / 0", ()))
    request, rows = rf.get("/ondertekenaars.csv"), Signatory.objects.all()
    response = csvfile.csv_response(request, rows, [impossible], "csv", "ondertekenaars")
    received = []
    with pytest.raises(DivisionByZero):
        received += response
    assert received == [b"x\r\n", BROKEN_OFF]
    assert_in_use(0)


def test_a_file_that_breaks_off_says_so(client):
    for number in range(50):
        factories.SignatoryFactory(slug=f"a-{number}", note="x" * 200_000)
    pieces, received = iter(client.get("/ondertekenaars.csv")), []
    received += [next(pieces), next(pieces)]
    end_all_other_connections()
    with pytest.raises(OperationalError):
        received += pieces
    assert received[-1] == BROKEN_OFF
    with pytest.raises(csv.Error):
        list(csv.reader(b"".join(received).decode().splitlines(keepends=True), strict=True))


def test_a_database_that_was_restarted_gives_whole_files_again(client):
    factories.SignatoryFactory()
    before = download(client, "/ondertekenaars.csv")[1]
    end_all_other_connections()
    assert [download(client, "/ondertekenaars.csv")[1] for _again in range(3)] == [before] * 3


def assert_in_use(expected):
    """Check the number of connections in use, once the workers of the pool are done."""
    in_use, deadline = None, time.monotonic() + 60
    while in_use != expected and time.monotonic() < deadline:
        statistics = connection.pool.get_stats()
        in_use = statistics["pool_size"] - statistics["pool_available"]
        time.sleep(0.02)
    assert in_use == expected
