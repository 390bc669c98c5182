"""Prepared querysets: compiled once, with other arguments each time."""

import pytest

from programmes.models import Activity, Planning
from programmes.models.outcome import Outcome, with_outcome
from programmes.models.prepared import prepared
from programmes.models.previewed import as_if_public
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_is_built_once_and_answers_for_each_argument():
    built = []

    @prepared()
    def titled(slug):
        built.append(slug)
        return Activity.objects.published().filter(slug=slug).values_list("title", flat=True)

    first, second = factories.ActivityFactory(title="een"), factories.ActivityFactory(title="twee")
    assert [titled(each.slug) for each in (first, second)] == [["een"], ["twee"]]
    second.title = "drie"
    second.save()
    assert titled(second.slug) == ["drie"]
    assert titled("bestaat-niet") == []
    assert len(built) == 1


def test_a_record_stands_for_its_key_and_related_records_come_along(django_assert_num_queries):
    @prepared()
    def plannings_of(programme):
        public = Planning.objects.published().filter(programme=programme)
        return public.select_related("activity").order_by("pk")

    one = factories.PlanningFactory()
    other = factories.PlanningFactory(programme__first_year=2020)
    assert plannings_of(one.programme) == [one]
    with django_assert_num_queries(1):
        assert [each.activity.title for each in plannings_of(other.programme)] == [
            other.activity.title
        ]


def test_a_keyword_decides_the_shape_of_the_sql():
    @prepared()
    def slugs(word, order):
        rows = Activity.objects.published().filter(title=word)
        return rows.order_by(order).values_list("slug", flat=True)

    one, two = factories.ActivityFactory(title="zelfde"), factories.ActivityFactory(title="zelfde")
    assert slugs("zelfde", order="pk") == [one.slug, two.slug]
    assert slugs("zelfde", order="-pk") == [two.slug, one.slug]


def test_each_part_of_the_rows_has_the_same_sql():
    """Whoever asks for all pages of a list in all orders leaves the SQL of the others."""
    built = []

    @prepared()
    def slugs(order):
        built.append(order)
        return Activity.objects.published().order_by(order).values_list("slug", flat=True)

    first, second, third = (factories.ActivityFactory().slug for _each in range(3))
    parts = [slice(2), slice(1, 3), slice(2, None), slice(3, 5), slice(0, 0), slice(None)]
    assert [slugs(order="pk", part=each) for each in parts] == [
        [first, second],
        [second, third],
        [third],
        [],
        [],
        [first, second, third],
    ]
    with as_if_public([]):
        assert slugs(order="pk", part=slice(1, 2)) == [second]
    assert built == ["pk", "pk"]


def test_a_preview_is_not_kept():
    @prepared()
    def titled(slug):
        return Activity.objects.published().filter(slug=slug).values_list("title", flat=True)

    draft = factories.ActivityFactory(title="geheim", publish_at=None)
    with as_if_public([draft]):
        assert titled(draft.slug) == ["geheim"]
    assert titled(draft.slug) == []


def test_it_takes_facts_from_the_table_only_while_they_are_kept():
    from programmes.lists import facts
    from programmes.models import StaleFacts

    @prepared(with_facts=True)
    def outcomes(activity):
        rows = with_outcome(Activity.objects.filter(pk=activity))
        return rows.values_list("verdict", flat=True)

    activity = factories.PlanningFactory(programme__first_year=2020).activity
    assert outcomes(activity) == [Outcome.UNKNOWN]
    facts.refresh()
    assert not StaleFacts.objects.due().exists()
    assert outcomes(activity) == [Outcome.UNKNOWN]
    factories.EventFactory(activity=activity, kind="rapport", date="2020-05-01")
    assert outcomes(activity) == [Outcome.READY]
