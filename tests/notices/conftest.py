from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from programmes.models import Subscription
from programmes.notices import subscribing
from programmes.notices.topics import topic_of
from tests import factories
from tests.notices.messages import SITE


@pytest.fixture(autouse=True)
def notice_settings(settings):
    settings.SENDS_MAIL = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.fixture
def overdue():
    """An activity about the police with a report that is overdue."""
    field = factories.FieldFactory(name="politie", slug="politie")
    activity = factories.ActivityFactory(title="de meldkamer", slug="meldkamer")
    activity.fields.add(field)
    last = timezone.localdate() - timedelta(days=3)
    factories.ExpectationFactory(
        activity=activity, words="vorige maand", first_day=last, last_day=last, told_on="2020-01-01"
    )
    return activity


@pytest.fixture
def send():
    """Return a function that runs `send_notices`."""
    return lambda: call_command("send_notices", site=SITE)


@pytest.fixture
def subscribed(db, mailbox):
    """Return a function that subscribes an address to a page and confirms it."""

    def subscribe(page, address="anna@example.nl", frequency="direct"):
        delivery = subscribing.subscribe(address, topic_of(page), frequency)
        subscribing.confirm(delivery.subscription)
        return Subscription.objects.get(pk=delivery.subscription_id)

    return subscribe
