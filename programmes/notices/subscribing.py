"""Subscribe, confirm, change and stop."""

import secrets

from django.db import connection, transaction

from programmes.models.notice import Delivery
from programmes.models.record import database_now
from programmes.models.subscription import Subscription, Topic
from programmes.notices import addresses
from programmes.notices.looking import begin, look

# In one statement, which waits for a subscription that is being stored and then keeps its topic.
UNUSED = """
    WITH unused AS (
        SELECT id FROM programmes_topic AS topic
        WHERE NOT EXISTS (SELECT FROM programmes_subscription WHERE topic_id = topic.id)
        AND NOT EXISTS (SELECT FROM programmes_notice WHERE topic_id = topic.id)
        FOR UPDATE SKIP LOCKED
    )
    DELETE FROM programmes_topic AS topic USING unused WHERE topic.id = unused.id
    AND NOT EXISTS (SELECT FROM programmes_subscription WHERE topic_id = topic.id)
"""


@transaction.atomic
def subscribe(address, topic, frequency):
    """Store that an address wants to follow a topic; return the `Delivery` of the first message.

    That is None when another process sent it this moment.

    An address that follows it already keeps its subscription, and is told so. The statements are
    the same for every address: how long they take tells nobody which addresses follow what.

    Args:
        address: as it was typed.
        topic: a `Topic` of `topics.topic_of`, not saved.
        frequency: a `Frequency`.
    """
    address = addresses.normalised(address)
    digest = addresses.digest(address)
    wanted, known = shared(topic, frequency), confirmed(digest, topic)
    key = asked(address, digest, known or wanted.pk)
    # One that waits already is not locked: a process may be sending it.
    Delivery.objects.bulk_create([Delivery(subscription_id=key)], ignore_conflicts=True)
    return Delivery.objects.filter(notice=None, subscription=key).first()


def confirmed(digest, topic):
    """Return the key of the topic that an address follows already, at any frequency, or None."""
    found = Subscription.objects.confirmed().filter(address_hash=digest, **same(topic, "topic__"))
    return found.values_list("topic", flat=True).first()


def shared(topic, frequency):
    """Return the stored `Topic` of the same at a frequency."""
    return Topic.objects.get_or_create(**same(topic), frequency=frequency)[0]


def same(topic, path=""):
    """Return the lookups of all topics about the same, at any frequency.

    Args:
        path: what precedes the names of the fields, as "topic__".
    """
    return {f"{path}{name}": getattr(topic, name) for name in ("noun", "record_id", "query")}


def asked(address, digest, topic_id):
    """Return the key of the subscription of an address to a topic; its days to confirm begin anew.

    In one statement, whether it is there or not; one that is there keeps its address and token.
    """
    given = Subscription(
        topic_id=topic_id,
        address=addresses.encrypted(address),
        address_hash=digest,
        token=secrets.token_urlsafe(24),
        asked_at=database_now(),
    )
    (subscription,) = Subscription.objects.bulk_create(
        [given],
        update_conflicts=True,
        unique_fields=["address_hash", "topic"],
        update_fields=["asked_at"],
    )
    return subscription.pk


@transaction.atomic
def confirm(subscription):
    """Confirm an address; its other subscriptions to the same, at another frequency, end."""
    subscription = locked(subscription)
    if subscription is None or subscription.confirmed_at:
        return
    follow(subscription, subscription.topic)
    subscription.confirmed_at = database_now()
    subscription.save()
    Delivery.objects.filter(subscription=subscription, notice=None).delete()


@transaction.atomic
def change(subscription, frequency):
    """Let a confirmed subscription have another frequency.

    What changed since its topic was last looked at is told first: the other topic begins now.
    """
    subscription, topic = locked(subscription), shared(subscription.topic, frequency)
    if subscription is None or subscription.topic_id == topic.pk:
        return
    look(subscription.topic_id)
    follow(subscription, topic)
    subscription.save(update_fields=["topic"])


def locked(subscription):
    """Return a subscription with its row locked, or None when it ended meanwhile."""
    return Subscription.objects.select_for_update().filter(pk=subscription.pk).first()


def follow(subscription, topic):
    """Set the topic of a subscription, and look at it from now on when nobody followed it."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if not topic.subscriptions.confirmed().exists():
        begin(topic)
    others = Subscription.objects.filter(
        address_hash=subscription.address_hash, **same(topic, "topic__")
    )
    others.exclude(pk=subscription.pk).delete()
    subscription.topic = topic


def tidy():
    """Delete what was not confirmed in time, and topics without subscriptions and notices."""
    with transaction.atomic():
        expired = Subscription.objects.expired().select_for_update(skip_locked=True)
        Subscription.objects.filter(pk__in=[each.pk for each in expired]).delete()
    with connection.cursor() as cursor:
        cursor.execute(UNUSED)
