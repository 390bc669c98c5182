"""An expression that is compiled once gives what it gives by itself, wherever it is used."""

import pytest
from django.db.models import Count, OuterRef, Subquery

from programmes.models import Activity, Event
from programmes.models.compiled import compiled_once
from programmes.models.previewed import as_if_public
from tests import factories

pytestmark = pytest.mark.django_db
made = []


@compiled_once
def with_reports(activities, kind):
    """Annotate activities with `title_of_report`, and by alias with the number of events."""
    made.append(kind)
    events = Event.objects.filter(activity=OuterRef("pk"))
    reports = events.filter(kind=kind).order_by("title")
    numbers = events.order_by().values("activity").values(number=Count("pk"))
    return activities.alias(number=Subquery(numbers)).annotate(
        title_of_report=Subquery(reports.values("title")[:1])
    )


@pytest.fixture(autouse=True)
def activities():
    for name in ("een", "twee"):
        activity = factories.ActivityFactory(title=name)
        for report in ("z", "a"):
            factories.EventFactory(activity=activity, kind="rapport", title=f"{report} {name}")
    factories.ActivityFactory(title="leeg")


def test_each_row_has_its_own_value():
    rows = with_reports(Activity.objects.order_by("title"), "rapport")
    found = [(each.title, each.title_of_report) for each in rows]
    assert found == [("een", "a een"), ("leeg", None), ("twee", "a twee")]
    assert not hasattr(rows[0], "number")


def test_it_is_compiled_once_for_each_argument():
    made.clear()
    for kind in ("plan", "aanvang", "plan", "aanvang"):
        list(with_reports(Activity.objects.all(), kind))
    assert made == ["plan", "aanvang"]


def test_it_filters_groups_and_goes_into_a_subquery_of_the_same_table():
    rows = with_reports(Activity.objects.order_by("title"), "rapport")
    two = rows.filter(number=2)
    assert [each.title for each in two] == ["een", "twee"]
    within = Activity.objects.filter(pk__in=two.filter(title_of_report="a twee").values("pk"))
    assert [each.title for each in within] == ["twee"]
    grouped = rows.order_by().values_list("title_of_report").annotate(rows=Count("pk"))
    assert sorted(grouped, key=str) == [("a een", 1), ("a twee", 1), (None, 1)]
    assert two.count() == 2


def test_a_preview_keeps_nothing():
    made.clear()
    with as_if_public([factories.ActivityFactory(publish_at=None)]):
        list(with_reports(Activity.objects.all(), "rapport"))
        list(with_reports(Activity.objects.all(), "rapport"))
    assert made == ["rapport", "rapport"]
