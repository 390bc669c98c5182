"""Each CSV file has a valid description by CSV on the Web."""

import pytest
from csvw import CSVW

from tests import factories


def test_a_filtered_file_is_described_with_its_parameters(transactional_db, live_server):
    for year in (2023, 2024):
        factories.ProgrammeFactory(first_year=year)
    url = f"{live_server.url}/werkprogrammas.csv?jaar=2024"
    described = CSVW(url, validate=True)
    assert described.is_valid, described.warnings
    assert [row["eerste_jaar"] for row in described.tables[0]] == [2024]


@pytest.mark.django_db
def test_the_description_of_a_list(client):
    factories.LetterFactory()
    response = client.get("/brieven.csv-metadata.json?jaar=2023")
    assert response["Content-Type"] == "application/csvm+json"
    described = response.json()
    assert described["url"] == "http://testserver/brieven.csv?jaar=2023"
    columns = {column["name"]: column for column in described["tableSchema"]["columns"]}
    assert columns["datum"] == {
        "name": "datum",
        "titles": ["datum", "datum"],
        "dc:description": "De datum boven aan de brief.",
        "datatype": {"base": "date", "format": "yyyy-MM-dd"},
        "null": "",
        "required": False,
    }


@pytest.mark.django_db
def test_the_description_of_a_wrong_address_says_why(client):
    response = client.get("/brieven.csv-metadata.json?jaar=abc&foo=1")
    assert response.status_code == 400
    assert response.text == (
        "Dit adres is niet te beantwoorden:\n"
        "Jaar: Geef een jaar van 1990 tot en met 2100.\n"
        "“foo” is geen filter van deze lijst.\n"
    )


@pytest.mark.django_db
def test_the_file_points_to_its_description(client):
    link = client.get("/brieven.csv?jaar=2023")["Link"]
    wanted = "http://testserver/brieven.csv-metadata.json?jaar=2023"
    assert f'<{wanted}>; rel="describedby"; type="application/csvm+json"' in link.split(", ")
