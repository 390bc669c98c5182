"""What changes the version of the public register, and when a process knows it."""

from datetime import timedelta
from time import sleep

import pytest
from django.apps import apps
from django.utils import timezone

from programmes.models import FieldGroup, SupervisionField
from programmes.models.publication import published_models
from programmes.models.record import Gated
from programmes.models.version import RegisterVersion, pinned, read, register_version
from tests import factories
from tests.clock import later_than_now, wait_until
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
