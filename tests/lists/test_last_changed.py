"""When a record last changed: the same moment in feed, sitemap, citation and linked data."""

import re
from datetime import UTC, datetime, timedelta

import pghistory
import pytest
from django.utils import timezone
from django.utils.formats import date_format

from programmes.lists.last_changed import changed_on, with_changed
from programmes.models import Goal, WorkProgramme
from programmes.workflow.publishing import publish, restore, withdraw
from tests import factories
from tests.formats.feeds import feed, texts

pytestmark = pytest.mark.django_db(transaction=True)


def changed(record):
    return with_changed(type(record).objects.published()).get(pk=record.pk).changed


def test_a_record_that_nobody_changed_changed_by_its_publication():
    activity = factories.ActivityFactory()
    assert changed(activity) == activity.publish_at


def test_a_change_of_a_draft_is_none():
    activity = factories.ActivityFactory(publish_at=None)
    activity.title = "anders"
    activity.save()
    activity.publish_at = datetime(2024, 5, 3, tzinfo=UTC)
    activity.save()
    assert changed(activity) == activity.publish_at


@pytest.mark.parametrize("change", ["itself", "event", "field", "link"])
def test_a_change_that_the_page_tells_counts(change):
    activity = factories.ActivityFactory()
    field = factories.FieldFactory(name="jeugd")
    if change == "field":
        activity.fields.add(field)
    before = timezone.now()
    with pghistory.context(note="Naar de bronnen."):
        match change:
            case "itself":
                activity.title = "anders"
                activity.save()
            case "event":
                factories.EventFactory(activity=activity)
            case "field":
                field.name = "jeugdzorg"
                field.save()
            case "link":
                activity.fields.add(field)
    assert before <= changed(activity) <= timezone.now()


def test_what_another_record_brings_counts_from_its_publication():
    programme = factories.ProgrammeFactory()
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None)
    activity = factories.ActivityFactory()
    factories.EventFactory(activity=activity, adjustment=draft)
    moments = [changed(programme), changed(activity)]
    publish(draft)
    assert moments == [programme.publish_at, activity.publish_at]
    assert [changed(programme), changed(activity)] == [draft.publish_at, draft.publish_at]


def test_a_record_changed_when_it_came_back():
    perspective = factories.PerspectiveFactory()
    goal = factories.GoalFactory(perspective=perspective)
    withdraw(perspective, "Vergissing.")
    before = timezone.now()
    restore(perspective)
    assert before <= changed(perspective) == changed(Goal.objects.get(pk=goal.pk))


def test_feed_sitemap_citation_and_linked_data_name_the_same_day(client):
    long_ago = timezone.now() - timedelta(days=400)
    programme = factories.ProgrammeFactory(first_year=2024, publish_at=long_ago)
    activity = factories.ActivityFactory()
    factories.PlanningFactory(programme=programme, activity=activity)
    programme = WorkProgramme.objects.get(pk=programme.pk)
    moment, today = changed(programme), timezone.localdate()
    assert timezone.localdate(moment) == changed_on(programme) == today
    page = client.get(programme.get_absolute_url()).text
    assert re.findall(r'"dateModified": "(.*?)"', page) == [today.isoformat()]
    assert f"versie van {date_format(today)}" in page
    assert today.isoformat() in client.get("/sitemap-paginas-programme.xml").text
    (updated,) = texts(feed(client, "/werkprogrammas.atom"), "//a:entry/a:updated/text()")
    assert timedelta(0) <= datetime.fromisoformat(updated) - moment < timedelta(seconds=1)
