"""Why a list of activities may not be complete."""

from datetime import date

import pytest
from django.utils import timezone

from programmes.views.coverage import doubts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmes():
    """Programmes of which the register has all activities, some, and nobody knows how many."""
    factories.ProgrammeFactory(first_year=2021, coverage="alle")
    factories.ProgrammeFactory(
        first_year=2022, coverage="deels", coverage_note="het nieuwsbericht van 20 september 2021"
    )
    return factories.ProgrammeFactory(first_year=2024)


SOME = (
    "Niet alle activiteiten van Werkprogramma 2022 staan in het register. "
    "Gelezen is: het nieuwsbericht van 20 september 2021."
)
UNKNOWN = "Of alle activiteiten van Werkprogramma 2024 in het register staan, is niet bekend."


@pytest.mark.parametrize(
    ("first", "last", "sentences"),
    [
        (2021, 2021, []),
        (2022, 2022, [SOME]),
        (2021, 2023, [SOME, "Er is geen werkprogramma bekend van: 2023."]),
        (2024, 2024, [UNKNOWN]),
        # Before the first year of the register, and after the last.
        (2005, 2005, ["Er is geen werkprogramma bekend van: 2005."]),
        (2005, 2021, ["Er is geen werkprogramma bekend van: 2005-2020."]),
        (2100, 2100, ["Er is nog geen werkprogramma bekend van: 2100."]),
        (2100, None, ["Er is nog geen werkprogramma bekend van: 2100."]),
        (None, 2005, ["Er is geen werkprogramma bekend van: 2005."]),
    ],
)
def test_a_range_of_years_is_doubted_for_what_the_register_lacks(
    programmes, first, last, sentences
):
    assert doubts(first, last) == sentences


def test_a_programme_is_doubted_by_itself(programmes):
    assert doubts(programmes=[programmes]) == [UNKNOWN]


def test_on_a_day_only_what_had_begun_counts(programmes):
    assert doubts(day=date(2022, 1, 1)) == [SOME]
    assert doubts(2022, 2024, day=date(2022, 6, 1)) == [
        SOME,
        "Er is nog geen werkprogramma bekend van: 2023-2024.",
    ]
    assert doubts(programmes=[programmes], day=date(2022, 6, 1)) == [
        "Er is nog geen werkprogramma bekend van: 2024."
    ]
    programmes.offered_on = date(2022, 5, 1)
    programmes.save()
    assert doubts(2024, 2024, day=date(2022, 6, 1)) == [UNKNOWN]


def test_years_are_not_known_in_an_empty_register():
    assert doubts() == []
    assert doubts(2005, 2005) == ["Er is geen werkprogramma bekend van: 2005."]


def test_many_programmes_are_counted(programmes):
    for year in (2010, 2011):
        factories.ProgrammeFactory(first_year=year)
    assert doubts(last=2024)[0] == (
        "Van 4 werkprogramma's staan niet zeker alle activiteiten in het register."
    )


def test_an_empty_list_does_not_say_that_there_is_nothing(client, programmes):
    factories.ActivityFactory().fields.add(factories.FieldFactory(slug="detentie"))
    text = client.get("/activiteiten/?jaar=2022&gebied=detentie").text
    assert "Hier is niets van bekend. Dat wil niet zeggen dat het er niet is." in text
    assert SOME in text
    next_year = timezone.localdate().year + 1
    for year, sentence in (
        (2005, "Er is geen werkprogramma bekend van: 2005."),
        (next_year, f"Er is nog geen werkprogramma bekend van: {next_year}."),
    ):
        page = client.get(f"/activiteiten/?jaar={year}")
        assert page.context["doubts"] == [sentence]
        assert "Er is niets gevonden" not in page.text
    past = client.get("/activiteiten/?op=2022-06-01")
    assert past.context["doubts"] == [SOME]
    whole = client.get("/activiteiten/?jaar=2021&gebied=detentie").text
    assert "Er is niets gevonden." in whole
    assert client.get("/activiteiten/?werkprogramma=2024").context["doubts"] == [UNKNOWN]
    assert client.get("/brieven/").context["doubts"] == []
