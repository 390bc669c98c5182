"""Generated slugs."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from programmes.models import Activity
from tests import factories
from tests.clock import wait_until

pytestmark = pytest.mark.django_db


def test_many_at_once_get_addresses_that_nobody_has_or_had_in_public():
    factories.ActivityFactory(title="jeugd", slug="jeugd")
    moved = factories.ActivityFactory(title="jeugd", slug="jeugd-3")
    moved.slug = "elders"
    moved.save()
    new = [Activity(title=title) for title in ("jeugd", "Jeugd!", "jeugd 2", "asiel", "jeugd", "!")]
    Activity.assign_slugs(new)
    assert [each.slug for each in new] == [
        "jeugd-4", "jeugd-2", "jeugd-2-2", "asiel", "jeugd-5", "activity",
    ]  # fmt: skip
    Activity.objects.bulk_create(new)


@pytest.mark.django_db(transaction=True)
def test_an_address_that_was_only_scheduled_is_free(client):
    moment = timezone.now() + timedelta(seconds=1)
    called_off = factories.AnnualReportFactory(year=2025, publish_at=moment)
    called_off.publish_at = None
    called_off.save()
    called_off.delete()
    wait_until(moment)
    report = factories.AnnualReportFactory(year=2025)
    report.full_clean()
    assert client.get("/jaarberichten/2025/").context["record"] == report


@pytest.mark.django_db(transaction=True)
def test_an_address_that_was_only_scheduled_does_not_redirect(client):
    moment = timezone.now() + timedelta(seconds=1)
    activity = factories.ActivityFactory(slug="gepland", publish_at=moment)
    activity.slug, activity.publish_at = "openbaar", None
    activity.save()
    wait_until(moment)
    activity.publish_at = timezone.now()
    activity.save()
    statuses = [
        client.get(f"/activiteiten/{each}/").status_code for each in ("gepland", "openbaar")
    ]
    assert statuses == [404, 200]


# Those with an address of their own: that of others is made of their years.
NOUNS = [
    factories.GoalFactory, factories.ActivityFactory, factories.LetterFactory,
    factories.AdjustmentFactory, factories.SignatoryFactory,
]  # fmt: skip


PARENTS = ("perspective", "programme")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("factory", NOUNS)
def test_only_an_address_that_was_public_redirects_and_stays_taken(client, factory):
    owner = factory._meta.model.public_with[0]
    record = made(factory, slug="concept", **{f"{owner}publish_at": None})
    change(record, slug="eerste")
    change(record.withdrawn_with, publish_at=timezone.now())
    change(record, slug="tweede")
    address = record.get_absolute_url()
    answers = [client.get(address.replace("tweede", slug)) for slug in ("concept", "eerste")]
    assert [each.status_code for each in answers] == [404, 301]
    assert answers[1].url == address
    parents = {name: getattr(record, name) for name in PARENTS if hasattr(record, name)}
    other = made(factory, slug="concept", **parents)
    other.full_clean()
    with pytest.raises(IntegrityError, match="Dit adres is eerder gebruikt voor iets anders"):
        change(other, slug="eerste")


def made(factory, **values):
    """Return a new record that may be public."""
    record = factory(**values)
    if factory is factories.LetterFactory:
        factories.SignatureFactory(letter=record)
    return record


def change(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
