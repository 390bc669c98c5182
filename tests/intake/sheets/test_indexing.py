"""An import indexes each activity once, and the index is what it would be after a rebuild."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from programmes.intake.sheets import storing
from programmes.models import Activity, Event, SearchEntry
from programmes.workflow.publishing import publish
from tests import factories
from tests.intake.sheets.files import bring_in, may_change, upload

pytestmark = pytest.mark.django_db


def entries():
    """Return the fields of every entry of the index by its kind and record."""
    fields = ("slug", "day", "publish_at", "withdrawn_at", "title", "keywords", "body")
    rows = SearchEntry.objects.values_list("kind", "record_id", "labels", *fields)
    return {(kind, key): ({*labels}, *texts) for kind, key, labels, *texts in rows}


def rebuilt():
    """Return the entries as a rebuild makes them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT programmes_search_rebuild()")
    return entries()


def stored(text):
    """Store a spreadsheet of activities, and return the entries of the index."""
    storing.store(bring_in(upload(text)), may_change, "Aangevuld.")
    return entries()


def test_new_and_changed_activities_are_indexed_with_all_their_parts(world):
    factories.FieldFactory(name="politie")
    moved = Event.objects.exclude(adjustment=None).get()
    before = entries()
    after = stored(
        "titel,gebieden,werkprogrammas,adres\n"
        "incasso,politie,2024,\n"
        f"{moved.activity.title.strip()} en meer,politie,2024,{moved.activity.slug}\n"
    )
    made = Activity.objects.get(title="incasso")
    changed = {key for key in after if after[key] != before.get(key)}
    assert changed == {
        ("activiteiten", made.pk),
        ("activiteiten", moved.activity_id),
        ("veranderingen", moved.pk),
    }
    assert after == rebuilt()


def test_what_becomes_a_draft_along_with_a_programme_is_one_in_the_index(world):
    frame = factories.PerspectiveFactory(first_year=2031, last_year=2031)
    programme = factories.ProgrammeFactory(first_year=2031, perspective=frame, publish_at=None)
    along = factories.ActivityFactory(publish_at=None)
    factories.PlanningFactory(programme=programme, activity=along)
    publish(programme, timezone.now() + timedelta(days=1))
    after = stored(f"titel,werkprogrammas\nnieuw,{programme.slug}\n")
    along.refresh_from_db()
    assert along.publish_at is None
    assert after == rebuilt()


def test_a_look_at_what_would_change_leaves_the_index(world):
    before = entries()
    bring_in(upload("titel,gebieden\nincasso,jeugd\n"))
    assert entries() == before
