"""/open-data/ lists the files and their age, and its examples work."""

import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.formats.format import formats_of
from programmes.lists.nouns import ALL, DUE
from programmes.opendata import making
from programmes.opendata.dictionary import explained
from programmes.opendata.examples import CURL, EXAMPLES, EXCEL, PYTHON, R
from tests import factories
from tests.opendata.files import Quiet
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/open-data/"
NOT_THERE = "Deze bestanden zijn er nu niet"
OLD = "Deze bestanden zijn ouder dan een dag"


def make():
    return making.make("http://testserver", Quiet())


def made_before(snapshots, hours):
    """Backdate the snapshot by a number of hours."""
    facts = snapshots / "current" / "snapshot.json"
    content = json.loads(facts.read_text())
    content["generated_at"] = (timezone.now() - timedelta(hours=hours)).isoformat()
    facts.write_text(json.dumps(content))


def test_without_a_snapshot_the_page_says_so(client):
    page = client.get(PAGE).text
    assert NOT_THERE in page
    assert 'href="/open-data/register.zip"' not in page


def test_a_snapshot_of_today_is_offered_with_its_facts(client):
    factories.ProgrammeFactory()
    made = make()
    page = client.get(PAGE).text
    assert (NOT_THERE in page, OLD in page) == (False, False)
    for file in made.files.values():
        assert file.sha256 in page
    assert 'href="/open-data/register.zip"' in page
    assert 'href="/open-data/register.sqlite"' in page


def test_a_snapshot_of_longer_ago_comes_with_a_warning(client, snapshots):
    make()
    made_before(snapshots, hours=26)
    page = client.get(PAGE).text
    assert OLD in page
    assert 'href="/open-data/register.zip"' in page


def test_a_snapshot_with_what_was_withdrawn_is_not_offered(client):
    programme = factories.ProgrammeFactory()
    make()
    programme.withdrawn_at, programme.withdrawal_reason = timezone.now(), "Dubbel."
    programme.save()
    assert NOT_THERE in client.get(PAGE).text


def test_the_page_counts_the_rows_and_names_every_format(client):
    factories.SignatoryFactory.create_batch(3)
    response = client.get(PAGE)
    rows = {list_["noun"].key: list_["rows"] for list_ in response.context["lists"]}
    assert rows == {noun.key: 0 for noun in (*ALL, DUE)} | {"signatory": 3}
    for noun in (*ALL, DUE):
        for form in formats_of(noun):
            # A feed has a page that explains it.
            address = (
                f"volgen/{noun.path}/" if form.key == "atom" else noun.path + f".{form.extension}"
            )
            assert f'href="/{address}"' in response.text


def test_the_page_explains_every_column(client):
    page = client.get(PAGE)
    for noun in (*ALL, DUE):
        assert f'id="kolommen-{noun.path}"' in page.text
        for column in noun.columns:
            assert f"<code>{column.name}</code>" in page.text
    assert all(explained(column) for noun in (*ALL, DUE) for column in noun.columns)


def test_the_page_leads_to_the_api(client):
    page = client.get(PAGE).text
    assert '<h2 id="api">' in page
    for address in ("/open-data/api/", "/api/v1/openapi.json"):
        assert f'href="{address}"' in page


def test_the_page_takes_few_queries(client, django_assert_max_num_queries):
    make()
    client.get(PAGE)
    with django_assert_max_num_queries(12):
        client.get(PAGE)


def test_the_page_changes_with_the_snapshot(client, snapshots):
    make()
    made_before(snapshots, hours=1)
    tag = client.get(PAGE)["ETag"]
    assert client.get(PAGE, HTTP_IF_NONE_MATCH=tag).status_code == 304
    make()
    assert client.get(PAGE, HTTP_IF_NONE_MATCH=tag).status_code == 200


@pytest.fixture
def activities():
    programme = factories.ProgrammeFactory(first_year=2024)
    for _again in range(2):
        factories.PlanningFactory(programme=programme)


def test_the_example_with_curl_works(live_server, activities, tmp_path):
    assert shutil.which("curl"), "curl is needed"
    done = subprocess.run(["bash", "-c", CURL.at(live_server.url)], cwd=tmp_path)
    assert done.returncode == 0
    lines = (tmp_path / "activiteiten.csv").read_text().splitlines()
    assert lines[0].startswith("titel,gebieden,werkprogrammas")
    assert len(lines) == 3


def test_the_example_in_python_works(live_server, activities):
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", PYTHON.at(live_server.url)],
        capture_output=True,
        text=True,
    )
    assert (done.stderr, done.stdout) == ("", "niet bekend 2\n")


def test_the_example_in_r_reads_what_is_there(client, activities):
    code = R.at("")
    assert [code.count(sign) for sign in "()"] == [2, 2]
    assert code.count('"') % 2 == 0
    (address,) = re.findall(r'"(/[^"]+)"', code)
    text = b"".join(client.get(address)).decode()
    (column,) = re.findall(r"activiteiten\$(\w+)", code)
    assert column in text.splitlines()[0].split(",")


def test_the_example_for_excel_is_the_flavour_for_excel(client, activities):
    response = client.get(EXCEL.at(""))
    text = b"".join(response).decode()
    assert text.startswith("\ufefftitel;")
    assert len(text.splitlines()) == 3


def test_every_example_stands_on_the_page(client):
    response = client.get(PAGE)
    shown = [example["code"] for example in response.context["examples"]]
    assert shown == [example.at("http://testserver") for example in EXAMPLES]


def test_every_list_has_a_page_that_the_page_about_open_data_links_to(client):
    make_world()
    page = client.get(PAGE).text
    for noun in [*ALL, DUE]:
        assert f'href="/{noun.path}/"' in page
        answer = client.get(f"/{noun.path}/")
        assert answer.context["page"].paginator.count == noun.published().count(), noun.path
        assert f'href="/{noun.path}.csv"' in answer.text
