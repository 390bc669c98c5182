"""Subscribe, confirm, change and stop."""

import secrets

from django.db import transaction

from programmes.models.notice import Delivery
from programmes.models.record import database_now
from programmes.models.subscription import Subscription, Topic
from programmes.notices import addresses
from programmes.notices.looking import begin


@transaction.atomic
def subscribe(address, topic, frequency):
    """Store that an address wants to follow a topic; return the `Delivery` of the first message.

    An address that follows it already keeps its subscription, and is told so.

    Args:
        address: as it was typed.
        topic: a `Topic` of `topics.topic_of`, not saved.
        frequency: a `Frequency`.
    """
    address = addresses.normalised(address)
    digest = addresses.digest(address)
    subscription = following(digest, topic)
    if subscription is None or not subscription.confirmed_at:
        subscription = asked(address, digest, shared(topic, frequency))
    delivery, _made = Delivery.objects.get_or_create(notice=None, subscription=subscription)
    return delivery


def following(digest, topic):
    """Return the subscription of an address to a topic, at any frequency, or None."""
    same = {f"topic__{name}": getattr(topic, name) for name in ("noun", "record_id", "query")}
    found = Subscription.objects.live().filter(address_hash=digest, **same)
    return found.order_by("confirmed_at", "pk").first()


def shared(topic, frequency):
    """Return the stored `Topic` of the same at a frequency."""
    same = {name: getattr(topic, name) for name in ("noun", "record_id", "query")}
    return Topic.objects.get_or_create(**same, frequency=frequency)[0]


def asked(address, digest, topic):
    """Return the subscription of an address, not confirmed; its days to confirm begin anew."""
    values = {"address": addresses.encrypted(address), "asked_at": database_now()}
    subscription, _made = Subscription.objects.update_or_create(
        address_hash=digest,
        topic=topic,
        defaults=values,
        create_defaults=values | {"token": secrets.token_urlsafe(24)},
    )
    return subscription


@transaction.atomic
def confirm(subscription):
    """Confirm an address; its other subscriptions to the same, at another frequency, end."""
    subscription = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if subscription.confirmed_at:
        return
    follow(subscription, subscription.topic)
    subscription.confirmed_at = database_now()
    subscription.save()
    Delivery.objects.filter(subscription=subscription, notice=None).delete()


@transaction.atomic
def change(subscription, frequency):
    """Let a confirmed subscription have another frequency."""
    follow(subscription, shared(subscription.topic, frequency))
    subscription.save(update_fields=["topic"])


def follow(subscription, topic):
    """Set the topic of a subscription, and look at it from now on when nobody followed it."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if not topic.subscriptions.confirmed().exists():
        begin(topic)
    same = {f"topic__{name}": getattr(topic, name) for name in ("noun", "record_id", "query")}
    others = Subscription.objects.filter(address_hash=subscription.address_hash, **same)
    others.exclude(pk=subscription.pk).delete()
    subscription.topic = topic


def tidy():
    """Delete what was not confirmed in time, and topics without subscriptions and notices."""
    Subscription.objects.expired().delete()
    Topic.objects.filter(subscriptions=None, notices=None).delete()
