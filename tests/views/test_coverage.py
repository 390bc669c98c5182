"""Why a list of activities may not be complete."""

import pytest

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
    ],
)
def test_a_range_of_years_is_doubted_for_what_the_register_lacks(
    programmes, first, last, sentences
):
    assert doubts(first, last) == sentences


def test_a_programme_is_doubted_by_itself(programmes):
    assert doubts(programmes=[programmes]) == [UNKNOWN]


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
    whole = client.get("/activiteiten/?jaar=2021&gebied=detentie").text
    assert "Er is niets gevonden." in whole
    assert client.get("/activiteiten/?werkprogramma=2024").context["doubts"] == [UNKNOWN]
    assert client.get("/brieven/").context["doubts"] == []
