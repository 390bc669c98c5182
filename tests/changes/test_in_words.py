"""What readers see of values that stand in several fields."""

from datetime import date

import pghistory
import pytest

from programmes.changes.in_feed import moments
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def told(activity, save):
    """Return what the last change of an activity says."""
    with pghistory.context(note="Nagekeken."):
        save()
    return moments(activity, 5)[0].lines


@pytest.fixture
def activity():
    return factories.ActivityFactory(title="keten")


def test_a_date_is_as_precise_as_it_is_known(activity):
    event = factories.EventFactory.build(
        activity=activity, kind="rapport", title="", date=date(2026, 3, 1), date_precision="maand"
    )
    assert told(activity, event.save) == ["Nagekeken.", "Soort: “rapport”.", "Datum: “maart 2026”."]
    event.date_precision = "dag"
    assert told(activity, event.save) == [
        "Nagekeken.",
        "Datum: was “maart 2026”, is nu “1 maart 2026”.",
    ]
    event.date = event.date_precision = None
    assert told(activity, event.save) == [
        "Nagekeken.",
        "Datum: was “1 maart 2026”, is nu “(leeg)”.",
    ]


def test_a_kamerstuk_is_one_number(activity):
    event = factories.EventFactory(activity=activity)
    event.kamerstuk_dossier, event.kamerstuk_suffix, event.kamerstuk_number = "34775", "VI", "21"
    assert told(activity, event.save) == [
        "Nagekeken.",
        "Kamerstuk: “34\xa0775\xa0VI,\xa0nr.\xa021”.",
    ]
    event.kamerstuk_number = "22"
    (_note, line) = told(activity, event.save)
    assert line == (
        "Kamerstuk: was “34\xa0775\xa0VI,\xa0nr.\xa021”, is nu “34\xa0775\xa0VI,\xa0nr.\xa022”."
    )


def test_the_days_of_a_term_are_an_interval(activity):
    term = factories.ExpectationFactory.build(
        activity=activity, kind="rapport", words="voorjaar 2026",
        first_day=date(2026, 3, 21), last_day=date(2026, 6, 20), told_on=date(2026, 1, 5),
    )  # fmt: skip
    assert told(activity, term.save) == [
        "Nagekeken.",
        "Wat wordt verwacht: “rapport”.",
        "Termijn in woorden: “voorjaar 2026”.",
        "Dagen van de termijn: “21 maart 2026 tot en met 20 juni 2026”.",
        "Gezegd op: “5 januari 2026”.",
    ]
    term.last_day = date(2026, 6, 21)
    assert told(activity, term.save)[1:] == [
        "Dagen van de termijn: was “21 maart 2026 tot en met 20 juni 2026”, "
        "is nu “21 maart 2026 tot en met 21 juni 2026”."
    ]


def test_yes_and_no_are_words(activity):
    activity.form, activity.form_inferred = "verdiepend", False
    told(activity, activity.save)
    activity.form_inferred = True
    assert told(activity, activity.save) == [
        "Nagekeken.",
        "Vorm afgeleid: was “nee”, is nu “ja”.",
    ]


def test_a_place_in_a_list_is_told_only_when_it_changes(activity):
    planning = factories.PlanningFactory.build(
        activity=activity, programme=factories.ProgrammeFactory(first_year=2024), position=3
    )
    assert [each for each in told(activity, planning.save) if "Volgorde" in each] == []
    planning.position = 4
    assert told(activity, planning.save) == ["Nagekeken.", "Volgorde: was “3”, is nu “4”."]
