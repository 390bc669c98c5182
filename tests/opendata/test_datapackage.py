"""All CSV files together are a data package, and its validator agrees."""

import frictionless
import pytest

from programmes.nouns import NOUNS
from tests.opendata.conftest import hostile


def test_the_package_is_valid_where_it_is_served(transactional_db, live_server):
    hostile()
    frictionless.system.trusted = True
    report = frictionless.validate(f"{live_server.url}/open-data/datapackage.json")
    assert report.valid, report.to_summary()
    assert [task.name for task in report.tasks] == [noun.path for noun in NOUNS]
    assert [task.stats.get("rows", 0) for task in report.tasks] == [
        noun.published().count() for noun in NOUNS
    ]


@pytest.mark.django_db
def test_the_package_says_whose_it_is_and_what_one_may_do_with_it(client):
    package = client.get("/open-data/datapackage.json").json()
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert package["contributors"] == [
        {
            "title": "Inspectie Justitie en Veiligheid",
            "path": "https://identifier.overheid.nl/tooi/id/oorg/oorg12351",
            "role": "publisher",
        }
    ]
