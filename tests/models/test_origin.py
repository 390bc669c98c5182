"""The days of a term follow the date of the record that told it."""

from datetime import date

import pytest

from programmes.models import Expectation, PublicChange
from programmes.workflow.context import history_context
from tests import factories

pytestmark = pytest.mark.django_db


def letter(_activity):
    return factories.LetterFactory(date=date(2024, 5, 1), publish_at=None)


def programme(_activity):
    return factories.ProgrammeFactory(published_on=date(2024, 5, 1), publish_at=None)


def adjustment(_activity):
    return factories.AdjustmentFactory(date=date(2024, 5, 1), publish_at=None)


def event(activity):
    return factories.EventFactory(activity=activity, kind="gestart", date=date(2024, 5, 1))


def expect(activity, words="binnen zes weken", days=None, **given):
    return factories.ExpectationFactory(
        activity=activity, words=words, first_day=days, last_day=days,
        **{"told_on": None} | given,
    )  # fmt: skip


def last_days():
    return list(Expectation.objects.order_by("pk").values_list("words", "last_day"))


@pytest.mark.parametrize("make", [letter, programme, adjustment, event])
def test_days_that_follow_from_words_follow_the_date_of_their_origin(make):
    activity = factories.ActivityFactory(publish_at=None)
    origin = make(activity)
    expect(activity, **{make.__name__: origin})
    assert last_days() == [("binnen zes weken", date(2024, 6, 12))]
    field = "published_on" if make is programme else "date"
    for day, last in [
        (date(2025, 5, 1), date(2025, 6, 12)),
        (None, None),
        (date(2024, 3, 1), date(2024, 4, 12)),
    ]:
        setattr(origin, field, day)
        if make is event:
            origin.date_precision = day and "dag"
        origin.save()
        assert last_days() == [("binnen zes weken", last)]


def test_days_given_by_hand_or_told_on_another_day_stay():
    activity, origin = factories.ActivityFactory(publish_at=None), letter(None)
    expect(activity, days=date(2024, 7, 1), letter=origin)
    expect(activity, "binnen een maand", letter=origin, told_on=date(2024, 1, 1))
    expect(activity, "eind 2024", letter=origin)
    before, changes = last_days(), Expectation.history.rel.related_model.objects.count()
    origin.date = date(2025, 5, 1)
    origin.save()
    assert last_days() == before
    assert Expectation.history.rel.related_model.objects.count() == changes


def test_new_days_of_a_public_expectation_are_explained_with_the_date():
    origin = factories.LetterFactory(date=date(2024, 5, 1))
    expectation = expect(factories.ActivityFactory(), letter=origin)
    origin.date = date(2025, 5, 1)
    with history_context(note="De datum klopte niet."):
        origin.save()
    noted = PublicChange.objects.filter(note="De datum klopte niet.").order_by("noun")
    assert list(noted.values_list("noun", "record_id")) == [
        ("activity", expectation.activity_id),
        ("letter", origin.pk),
    ]
