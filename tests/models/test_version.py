"""What changes the version of the public register, and when a process knows it."""

from datetime import date, timedelta
from time import sleep

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from programmes.models import FieldGroup, SupervisionField
from programmes.models.publication import published_models
from programmes.models.record import Gated
from programmes.models.version import (
    POSITION,
    RegisterVersion,
    Version,
    pinned,
    read,
    register_version,
)
from tests import factories
from tests.clock import later_than_now, wait_until
from tests.database import OWNER
from tests.world import EVERY, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def version():
    return read()[0]


def tracked():
    return [model for model in apps.get_app_config("programmes").get_models() if is_tracked(model)]


def is_tracked(model):
    return hasattr(model, "history") and issubclass(model, Gated)


def counted(model):
    """Return, as a set, whether an update of a row changed the version; empty without rows."""
    found = set()
    for key in model.objects.values_list("pk", flat=True):
        before = version()
        model.objects.filter(pk=key).update(id=key)
        found.add(version() != before)
    return found


ALWAYS_SEEN = {FieldGroup, SupervisionField}


def test_only_what_visitors_see_changes_the_version():
    make_world(EVERY, publish_at=None)
    for model in tracked():
        assert counted(model) <= {model in ALWAYS_SEEN}, model


STATES = {
    "public": lambda: {"publish_at": timezone.now()},
    "in a minute": lambda: {"publish_at": timezone.now() + timedelta(minutes=1)},
    "withdrawn": lambda: {
        "publish_at": factories.LONG_AGO,
        "withdrawn_at": timezone.now(),
        "withdrawal_reason": "Dubbel.",
    },
}


@pytest.mark.parametrize("state", STATES)
def test_what_is_public_or_was_or_will_be_in_a_minute_changes_the_version(state):
    make_world(EVERY, publish_at=None)
    for model in published_models():
        model.objects.update(**STATES[state]())
    for model in tracked():
        assert counted(model) <= {True}, model


def test_within_its_time_a_process_asks_nothing(settings, django_assert_num_queries):
    settings.REGISTER_CHECK_SECONDS = 60
    known = RegisterVersion()
    before = known.current()
    with django_assert_num_queries(0):
        assert known.current() == before


def test_a_change_is_known_after_that_time(settings):
    settings.REGISTER_CHECK_SECONDS = 0.1
    known = RegisterVersion()
    before = known.current()
    factories.ActivityFactory()
    sleep(0.1)
    assert known.current() != before


def test_answers_of_the_version_before_are_given_for_a_second_after_it_was_read(settings):
    settings.REGISTER_CHECK_SECONDS = 60
    known = RegisterVersion()
    before = known.current()
    assert known.just_replaced() is None
    factories.ActivityFactory()
    known.holds_until = 0
    assert known.current() != before
    assert known.just_replaced() == before


def test_a_version_is_used_for_a_moment_more_while_the_next_one_is_awaited(settings, monkeypatch):
    """A replica that follows closely is read from all the time: it has the version in use."""
    settings.REGISTER_CHECK_SECONDS = 0
    known, late = RegisterVersion(), True
    known.is_awaited = lambda _known, _coming: late
    monkeypatch.setattr("programmes.models.version.LONGEST", float("inf"))
    before = known.current()
    factories.ActivityFactory()
    assert known.current() == before
    late = False
    known.holds_until = 0
    second = known.current()
    assert second != before

    late = True
    factories.ActivityFactory()
    known.holds_until = 0
    assert known.current() == second
    monkeypatch.setattr("programmes.models.version.LONGEST", 0)
    known.holds_until = 0
    assert known.current() != second


def test_a_version_that_was_read_long_ago_is_given_no_more(settings):
    settings.REGISTER_CHECK_SECONDS = 0.1
    known = RegisterVersion()
    known.current()
    factories.ActivityFactory()
    sleep(0.2)
    known.current()
    assert known.just_replaced() is None


def test_what_is_kept_in_a_request_is_of_the_version_that_it_began_with():
    with pinned("eerder"):
        assert register_version.current() == "eerder"
    assert register_version.current() != "eerder"


def test_a_scheduled_moment_is_known_at_the_moment(settings):
    settings.REGISTER_CHECK_SECONDS = 60
    begin = timezone.now()
    factories.ActivityFactory(publish_at=None)
    RegisterVersion().current()
    moment = later_than_now(begin)
    factories.ActivityFactory(publish_at=moment)
    known = RegisterVersion()
    before = known.current()
    wait_until(moment)
    assert known.current() != before


def test_the_next_moment_may_be_a_withdrawal():
    now = timezone.now()
    factories.ActivityFactory(publish_at=now + timedelta(hours=2))
    assert 7100 < read()[1] < 7200
    factories.ActivityFactory(withdrawn_at=now + timedelta(hours=1), withdrawal_reason="Dubbel.")
    assert 3500 < read()[1] < 3600


def test_without_a_moment_to_come_there_is_none():
    assert read()[1] == float("inf")


OF_REPLICA = Version(
    text="1",
    seconds=60,
    moment=factories.LONG_AGO,
    day=date(2026, 11, 30),
    history=[7, 1],
    position=100,
    read_at=0,
)
# What the version of the primary has otherwise, and whether the replica has all of it.
OF_PRIMARY = {
    "earlier": ({"position": 99}, True),
    "later": ({"position": 101}, False),
    "later, and nothing public changed": ({"text": "1", "position": 101}, True),
    "of another cluster": ({"history": [8, 1]}, False),
    "on another timeline": ({"history": [7, 2]}, False),
    "after a scheduled moment": ({"moment": timezone.now()}, False),
    "before the first moment": ({"moment": None}, True),
    "of the next day": ({"day": date(2026, 12, 1)}, False),
}


@pytest.mark.parametrize(("changes", "is_included"), OF_PRIMARY.values(), ids=OF_PRIMARY)
def test_what_a_replica_includes_of_the_primary(changes, is_included):
    primary = OF_REPLICA._replace(**{"text": "2"} | changes)
    assert OF_REPLICA.includes(primary) == is_included


def test_a_user_without_rights_may_read_the_position_in_the_log():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {OWNER}")
        cursor.execute(f"SELECT {POSITION}")
        (_system, timeline), position = cursor.fetchone()
    assert (timeline, position > 0) == (1, True)
