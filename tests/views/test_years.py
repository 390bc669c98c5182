"""The years of the register, and the page of a year without a programme."""

from datetime import date

import pytest
from django.utils import timezone

from programmes.data.missing_years import MissingYear, missing_years
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2023, 5, 1))


@pytest.fixture
def programmes():
    """Programmes of 2014, 2018-2020 and 2022, and a perspective of 2014-2017."""
    frame = factories.PerspectiveFactory(first_year=2014, last_year=2017)
    factories.ProgrammeFactory(first_year=2014, perspective=frame)
    factories.ProgrammeFactory(first_year=2018, last_year=2020)
    factories.ProgrammeFactory(first_year=2022)


def test_every_year_up_to_the_next_is_there_also_one_without_a_programme(client, programmes):
    years = client.get("/").context["years"]
    assert [(year.number, [each.slug for each in year.programmes]) for year in years] == [
        (2024, []),
        (2023, []),
        (2022, ["2022"]),
        (2021, []),
        (2020, ["2018-2020"]),
        (2019, ["2018-2020"]),
        (2018, ["2018-2020"]),
        (2017, []),
        (2016, []),
        (2015, []),
        (2014, ["2014"]),
    ]
    assert [str(year.unknown) for year in years if not year.programmes] == [
        "nog niet bekend",
        "niet bekend",
        "niet bekend",
        "niet bekend",
        "niet bekend",
        "gezocht, niet gevonden",
    ]
    for address in ("/", "/werkprogrammas/"):
        assert 'href="/werkprogrammas/2015/">gezocht, niet gevonden<' in client.get(address).text


def test_a_year_that_was_looked_for_says_where_and_what_is_known(client, programmes):
    factories.AnnualReportFactory(year=2015)
    response = client.get("/werkprogrammas/2015/")
    assert response.status_code == 200
    assert "<h1>2015: geen werkprogramma bekend</h1>" in response.text
    assert "Er is gezocht naar een werkprogramma voor 2015. Het is niet gevonden." in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    links = [
        "/meerjarenperspectieven/2014-2017/",
        "/jaarberichten/2015/",
        "https://zoek.officielebekendmakingen.nl/kst-34300-VI-73.html",
        "https://www.tweedekamer.nl/zoeken?qry=werkprogramma+Inspectie+2015",
        "/werkprogrammas/2014/",
        "/werkprogrammas/2018-2020/",
    ]
    assert [each for each in links if f'href="{each}"' not in response.text] == []


def test_a_year_nobody_looked_for_does_not_claim_that_somebody_did(client, programmes):
    text = client.get("/werkprogrammas/2016/").text
    assert "Of ernaar is gezocht, is niet bekend." in text
    assert "Er is gezocht" not in text


def test_a_year_to_come_is_not_known_yet(client, programmes):
    text = client.get("/werkprogrammas/2024/").text
    assert "<h1>2024: nog geen werkprogramma bekend</h1>" in text
    assert "2024 moet nog beginnen." in text


def test_a_year_inside_a_programme_redirects_to_it(client, programmes):
    response = client.get("/werkprogrammas/2019/")
    assert (response.status_code, response["Location"]) == (302, "/werkprogrammas/2018-2020/")


@pytest.mark.parametrize("slug", ["20215", "2013", "2025", "02015", "2015-2016", "2015.atom"])
def test_a_typing_error_is_not_found(client, programmes, slug):
    assert client.get(f"/werkprogrammas/{slug}/").status_code == 404


def test_a_draft_of_a_missing_year_shows_nothing(client, programmes):
    factories.ProgrammeFactory(first_year=2015, title="Geheim", publish_at=None)
    text = client.get("/werkprogrammas/2015/").text
    assert "2015: geen werkprogramma bekend" in text
    assert "Geheim" not in text


def test_the_years_that_were_looked_for_have_addresses():
    assert sorted(missing_years()) == [2012, 2015, 2025, 2027]
    for year in missing_years().values():
        assert isinstance(year, MissingYear)
        assert all(source.startswith("https://") for source in year.sources)
