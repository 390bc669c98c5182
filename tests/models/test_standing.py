"""The plan of a programme on a day, with its adjustments applied."""

from datetime import date

import pytest

from programmes.models import Event, Planning
from programmes.models.standing import standing_on
from tests import factories

pytestmark = pytest.mark.django_db
Kind = Event.Kind
MAY, JULY = date(2024, 5, 1), date(2024, 7, 1)


@pytest.fixture
def programme():
    return factories.ProgrammeFactory(first_year=2024, published_on="2023-09-18")


@pytest.fixture
def planning(programme):
    return factories.PlanningFactory(programme=programme)


def adjust(planning, kind, day=MAY, **given):
    """Create an event of an activity by an adjustment of `day`."""
    adjustment = factories.AdjustmentFactory(programme=planning.programme, date=day)
    return factories.EventFactory(
        activity=planning.activity, kind=kind, adjustment=adjustment, date=day, **given
    )


def itself(planning, kind, day=None, precision=None):
    """Create an event of an activity without an adjustment."""
    return factories.EventFactory(
        activity=planning.activity, kind=kind, date=day, date_precision=precision
    )


def standings(programme, day=None):
    """Return (title, as offered, as it stands, whether anything is in doubt) of each line."""
    lines = standing_on(programme.plannings.published(), day)
    return [
        (line.activity.title, line.offered, line.standing, line.doubt is not None) for line in lines
    ]


def standing(planning, day=None):
    return standing_on(Planning.objects.published().filter(pk=planning.pk), day).get().standing


def test_a_plan_without_changes_stands_as_it_was_offered(programme, planning):
    title = planning.activity.title
    assert standings(programme) == [(title, True, "ongewijzigd", False)]


@pytest.mark.parametrize("kind", [Kind.POSTPONED, Kind.SLOWED, Kind.DROPPED, Kind.MOVED])
def test_an_adjustment_takes_effect_on_its_day(planning, kind):
    adjust(planning, kind)
    days = (date(2024, 4, 30), MAY, None)
    assert [standing(planning, day) for day in days] == ["ongewijzigd", kind, kind]


@pytest.mark.parametrize(
    ("own", "precision", "asked", "expected"),
    [
        ("2024-07-01", "dag", date(2024, 6, 30), ("ongewijzigd", False)),
        ("2024-07-01", "dag", JULY, ("vervallen", False)),
        ("2024-03-01", "dag", date(2024, 3, 1), ("vervallen", False)),
        ("2024-07-01", "maand", date(2024, 6, 30), ("ongewijzigd", False)),
        ("2024-07-01", "maand", date(2024, 7, 30), ("ongewijzigd", True)),
        ("2024-07-01", "maand", date(2024, 7, 31), ("vervallen", False)),
        ("2024-01-01", "jaar", date(2024, 12, 30), ("ongewijzigd", True)),
        (None, None, date(2024, 4, 30), ("ongewijzigd", False)),
        (None, None, MAY, ("vervallen", False)),
    ],
)
def test_a_change_with_a_date_of_its_own_takes_effect_then(
    programme, planning, own, precision, asked, expected
):
    event = adjust(planning, Kind.DROPPED)
    event.date, event.date_precision = own, precision
    event.save()
    assert standings(programme, asked) == [(planning.activity.title, True, *expected)]


def test_of_a_year_the_day_of_the_adjustment_tells_which_change_is_the_last(planning):
    adjust(planning, Kind.POSTPONED, date(2024, 3, 1))
    later = adjust(planning, Kind.SLOWED, MAY)
    later.date, later.date_precision = date(2024, 1, 1), "jaar"
    later.save()
    assert standing(planning) == "getemporiseerd"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (date(2024, 6, 30), []),
        (date(2024, 7, 30), [("incident", False, "nog_niet", True)]),
        (date(2024, 7, 31), [("incident", False, "toegevoegd", False)]),
        (None, [("incident", False, "toegevoegd", False)]),
    ],
)
def test_what_is_added_comes_in_on_its_own_date(programme, asked, expected):
    bring(programme, programme, Kind.ADDED)
    assert standings(programme, asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (date(2024, 6, 30), []),
        (date(2024, 7, 30), [("incident", False, "nog_niet", True)]),
        (date(2024, 7, 31), [("incident", False, "overgekomen", False)]),
    ],
)
def test_what_comes_from_another_programme_comes_in_on_its_own_date(programme, asked, expected):
    before = factories.ProgrammeFactory(first_year=2023)
    bring(before, programme, Kind.MOVED, moved_to=programme)
    assert standings(programme, asked) == expected


def bring(adjusted, programme, kind, **given):
    """Add an activity to a programme in July, by an adjustment of May."""
    adjustment = factories.AdjustmentFactory(programme=adjusted, date=MAY)
    planning = factories.PlanningFactory(
        programme=programme, activity__title="incident", adjustment=adjustment
    )
    factories.EventFactory(
        activity=planning.activity,
        kind=kind,
        adjustment=adjustment,
        date=JULY,
        date_precision="maand",
        **given,
    )


def test_the_last_change_counts(planning):
    adjust(planning, Kind.POSTPONED, MAY)
    adjust(planning, Kind.DROPPED, JULY)
    days = (MAY, date(2024, 6, 30), JULY, None)
    assert [standing(planning, day) for day in days] == [
        "uitgesteld",
        "uitgesteld",
        "vervallen",
        "vervallen",
    ]


def test_what_is_added_was_not_offered_and_was_not_there_before(programme):
    added = factories.PlanningFactory(
        programme=programme,
        activity__title="incident",
        adjustment=factories.AdjustmentFactory(programme=programme, date=MAY),
    )
    factories.EventFactory(
        activity=added.activity, kind=Kind.ADDED, adjustment=added.adjustment, date=MAY
    )
    assert standings(programme, date(2024, 4, 30)) == []
    assert standings(programme, MAY) == [("incident", False, "toegevoegd", False)]
    adjust(added, Kind.POSTPONED, JULY)
    assert standings(programme) == [("incident", False, "uitgesteld", False)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Before the programme was offered: it was part of it from the beginning.
        (date(2023, 9, 1), (True, "ongewijzigd")),
        (date(2023, 11, 1), (False, "overgekomen")),
    ],
)
def test_what_comes_from_another_programme(programme, day, expected):
    before = factories.ProgrammeFactory(first_year=2023)
    adjustment = factories.AdjustmentFactory(programme=before, date=day)
    factories.PlanningFactory(
        programme=programme, activity__title="werkstraf", adjustment=adjustment
    )
    assert standings(programme) == [("werkstraf", *expected, False)]


def test_an_adjustment_of_another_programme_changes_nothing_here(programme, planning):
    other = factories.AdjustmentFactory(programme=factories.ProgrammeFactory(first_year=2023))
    factories.EventFactory(activity=planning.activity, kind=Kind.DROPPED, adjustment=other)
    assert standing(planning) == "ongewijzigd"


@pytest.mark.parametrize(
    ("day", "precision", "asked", "expected"),
    [
        ("2024-05-01", "maand", date(2024, 4, 30), ("ongewijzigd", False)),
        ("2024-05-01", "maand", date(2024, 5, 30), ("ongewijzigd", True)),
        ("2024-05-01", "maand", date(2024, 5, 31), ("vervallen", False)),
        ("2024-01-01", "jaar", date(2024, 12, 30), ("ongewijzigd", True)),
        ("2024-01-01", "jaar", date(2024, 12, 31), ("vervallen", False)),
        (None, None, date(2024, 5, 1), ("ongewijzigd", True)),
        (None, None, None, ("vervallen", False)),
    ],
)
def test_a_day_in_the_past_is_in_doubt_when_the_date_is_not_precise(
    programme, planning, day, precision, asked, expected
):
    itself(planning, Kind.DROPPED, day, precision)
    title = planning.activity.title
    assert standings(programme, asked) == [(title, True, *expected)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-09-17", "ongewijzigd"),
        ("2023-11-01", "vervallen"),
        ("2024-12-31", "vervallen"),
        ("2025-01-01", "ongewijzigd"),
    ],
)
def test_a_change_without_an_adjustment_counts_while_the_programme_runs(planning, day, expected):
    itself(planning, Kind.DROPPED, day, "dag")
    assert standing(planning) == expected


def test_dropping_without_a_date_is_taken_for_the_last_change(planning):
    itself(planning, Kind.DROPPED)
    adjust(planning, Kind.POSTPONED)
    assert standing(planning) == "vervallen"


def test_postponing_without_a_date_is_taken_for_the_first_change(planning):
    itself(planning, Kind.POSTPONED)
    adjust(planning, Kind.SLOWED)
    assert standing(planning) == "getemporiseerd"


def test_a_change_to_come_has_no_effect_yet(planning):
    adjust(planning, Kind.DROPPED, date(2100, 1, 1))
    assert standing(planning) == "ongewijzigd"


def test_an_adjustment_that_is_not_public_changes_nothing(programme, planning):
    event = adjust(planning, Kind.DROPPED)
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None)
    factories.PlanningFactory(programme=programme, adjustment=draft)
    event.adjustment = draft
    event.save()
    title = planning.activity.title
    assert standings(programme) == [(title, True, "ongewijzigd", False)]
