"""The days that the words of a planning name."""

from datetime import date

import pghistory
import pytest
from django.db import IntegrityError, transaction

from programmes.models import Planning
from programmes.models.planning import days_named
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "years", "days"),
    [
        ("2019", (2018, 2020), "2019-01-01 2019-12-31"),
        ("start in 2018, als de wet er dan is", (2018, 2020), "2018-01-01 2018-12-31"),
        ("medio 2018 gereed", (2018, 2020), "2018-05-01 2018-08-31"),
        ("2017-2019", (2018, 2020), "2018-01-01 2019-12-31"),
        ("najaar", (2024, 2024), "2024-09-01 2024-11-30"),
        ("het hele jaar", (2023, 2023), "2023-01-01 2023-12-31"),
        ("voor de zomer", (2024, 2024), "2024-01-01 2024-07-04"),
        # Which of the three years is not said.
        ("najaar", (2018, 2020), "None None"),
        ("verschijnt in 2025", (2024, 2024), "None None"),
        ("als de wet er is", (2024, 2024), "None None"),
        ("", (2024, 2024), "None None"),
    ],
)
def test_the_days_lie_within_the_years_of_the_programme(words, years, days):
    assert " ".join(map(str, days_named(words, *years))) == days


def days_of(planning):
    stored = Planning.objects.get(pk=planning.pk)
    return stored.planned_from, stored.planned_until


NAJAAR_2024 = (date(2024, 9, 1), date(2024, 11, 30))


def planning(**given):
    return factories.PlanningFactory(programme__first_year=2024, **given)


def test_the_days_follow_from_the_words_whenever_a_planning_is_saved():
    stored = planning(planned_for="najaar")
    assert days_of(stored) == NAJAAR_2024
    stored.planned_for = "als de wet er is"
    stored.save()
    assert days_of(stored) == (None, None)


def test_rows_that_are_written_together_have_their_days_too():
    (stored,) = Planning.objects.bulk_create(
        [
            Planning(
                programme=factories.ProgrammeFactory(first_year=2024),
                activity=factories.ActivityFactory(),
                planned_for="najaar",
            )
        ]
    )
    assert days_of(stored) == NAJAAR_2024
    stored.planned_for = "mei 2024"
    Planning.objects.bulk_update([stored], ["planned_for"])
    assert days_of(stored) == (date(2024, 5, 1), date(2024, 5, 31))
    stored.position = 3
    stored.planned_for = "najaar"
    Planning.objects.bulk_update([stored], ["position"])
    assert days_of(stored) == (date(2024, 5, 1), date(2024, 5, 31))


def test_the_days_follow_when_the_years_of_the_programme_change():
    stored = planning(planned_for="najaar")
    programme = stored.programme
    programme.first_year = programme.last_year = 2025
    with pghistory.context(note="Het was het programma van 2025."):
        programme.save()
    assert days_of(stored) == (date(2025, 9, 1), date(2025, 11, 30))


def test_without_days_a_planning_is_for_all_years_of_its_programme():
    programme = factories.ProgrammeFactory(first_year=2018, last_year=2020)
    named, other = (
        factories.PlanningFactory(programme=programme, planned_for=words)
        for words in ("eind 2018/1e kwartaal 2019", "onder voorbehoud")
    )
    found = {year: {*Planning.objects.for_years(year, year)} for year in (2018, 2019, 2020)}
    assert found == {2018: {named, other}, 2019: {named, other}, 2020: {other}}


@pytest.mark.parametrize(
    "days", [("2024-01-01", None), (None, "2024-01-01"), ("2024-02-01", "2024-01-01")]
)
def test_the_database_refuses_days_that_are_no_interval(days):
    stored = planning()
    given = dict(zip(("planned_from", "planned_until"), days, strict=True))
    with pytest.raises(IntegrityError, match="planning_days_in_order"), transaction.atomic():
        Planning.objects.filter(pk=stored.pk).update(**given)
