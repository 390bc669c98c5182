"""Results that are kept until the public register changes."""

import pytest
from django.utils import timezone

from programmes.models import Activity
from programmes.models.cached import until_changed
from programmes.models.previewed import as_if_public
from programmes.models.version import register_version
from tests import factories
from tests.clock import later_than_now, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def titles(settings):
    """A function that returns the titles of the public activities, kept as on a server."""
    settings.REGISTER_CHECK_SECONDS = 60
    next_look()

    @until_changed
    def titles():
        return list(Activity.objects.published().values_list("title", flat=True))

    yield titles
    next_look()


def next_look():
    """Let the process look at the version of the register again."""
    register_version.holds_until = 0


def test_a_result_is_kept_until_the_register_changes(titles, django_assert_num_queries):
    activity = factories.ActivityFactory(title="oud")
    assert titles() == ["oud"]
    with django_assert_num_queries(0):
        assert titles() == ["oud"]
    activity.title = "nieuw"
    activity.save()
    next_look()
    assert titles() == ["nieuw"]


def test_a_draft_leaves_it_and_a_preview_does_not_use_it(titles, django_assert_num_queries):
    assert titles() == []
    draft = factories.ActivityFactory(title="geheim", publish_at=None)
    next_look()
    with django_assert_num_queries(1):
        assert titles() == []
    with as_if_public([draft]):
        assert titles() == ["geheim"]
    assert titles() == []


def test_a_scheduled_moment_is_kept_to_without_a_look_before_it(titles):
    begin = timezone.now()
    assert titles() == []
    moment = later_than_now(begin)
    factories.ActivityFactory(title="straks", publish_at=moment)
    next_look()
    assert titles() == []
    wait_until(moment)
    assert titles() == ["straks"]
