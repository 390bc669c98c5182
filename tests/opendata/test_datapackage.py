"""The publisher and licence in the data package; `test_every_format.py` validates it."""

import pytest


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
