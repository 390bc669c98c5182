"""What a record is made of: each part has what is derived from it, in the database too."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection

from programmes.models import PARTS, Activity, Goal
from programmes.models.parts import links_to_many, tables_of

LINKS = [(noun, part) for noun, parts in PARTS.items() for part, _key in parts]


def names(pairs):
    return {(noun.__name__, part.__name__) for noun, part in pairs}


def test_every_row_that_is_public_with_another_record_is_a_part():
    parts = {part for _noun, part in LINKS}
    gated = {model for model in apps.get_app_config("programmes").get_models() if is_part(model)}
    assert gated == parts


def is_part(model):
    paths = getattr(model, "public_with", ("",))
    return paths != ("",) and model._meta.managed


def test_a_link_to_many_records_is_a_part_with_a_history():
    assert {name: part.__name__ for name, part in links_to_many(Activity).items()} == {
        "fields": "ActivityField",
        "goals": "ActivityGoal",
    }
    assert [*links_to_many(Goal)] == ["continues"]


def test_the_history_of_a_record_has_its_own_table_and_those_of_its_parts():
    assert [(table.__name__, column) for table, column in tables_of(Goal)] == [
        ("GoalHistory", "pgh_obj_id"),
        ("GoalContinuationHistory", "from_goal_id"),
    ]


@pytest.mark.django_db
def test_every_part_is_followed_by_the_search_and_explained_to_readers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        triggers = cursor.fetchall()
    parts = {part.__name__: part._meta.db_table for _noun, part in LINKS}
    followed = {table for table, name in triggers if name.startswith("search_follow")}
    explained = {table for table, name in triggers if "_is_explained_" in name}
    assert {name for name, table in parts.items() if table not in explained} == set()
    # Links without a text of their own.
    assert {name for name, table in parts.items() if table not in followed} == {
        "ActivityGoal",
        "GoalContinuation",
    }


def test_every_part_is_changed_on_the_screen_of_its_record():
    found = set()
    for noun, part in LINKS:
        model_admin = admin.site.get_model_admin(noun)
        inlines = [inline.model for inline in model_admin.inlines]
        many = links_to_many(noun).values()
        found |= {(noun, part)} if part in [*inlines, *many] else set()
    # What an adjustment adds or postpones has rows of its own on its screen.
    assert names(LINKS) - names(found) == {
        ("Adjustment", "Planning"),
        ("Adjustment", "Expectation"),
    }
