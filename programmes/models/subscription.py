"""Subscriptions by e-mail, without an account and apart from the register."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

# How long the link in the first message works; an address that is not confirmed goes after it.
CONFIRM_WITHIN = timedelta(days=2)
LONGEST_QUERY = 1000


class Frequency(models.TextChoices):
    AT_ONCE = "direct", _("at once")
    DAILY = "dagelijks", _("once a day")
    WEEKLY = "wekelijks", _("once a week")


class Topic(models.Model):
    """What is followed: a list with its filters, a record, a field, or all changes.

    All subscriptions to the same, at the same frequency, share one.

    Attributes:
        noun: the key of the `Noun` of the list or record; "" for all changes.
        record_id: the primary key of the record; null for a list.
        query: the filters of the list, as a canonical query string.
        members: the keys of the records in the list when it was last looked at.
        version: the version of the register then; "" to look again.
        last_change: the key of the last `LoggedChange` that was looked at.
    """

    noun = models.CharField(max_length=40, blank=True)
    record_id = models.BigIntegerField(null=True)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    frequency = models.CharField(max_length=10, choices=Frequency)
    members = ArrayField(models.BigIntegerField(), default=list)
    version = models.TextField(default="")
    last_change = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("what is followed")
        verbose_name_plural = _("what is followed")
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "record_id", "query", "frequency"],
                nulls_distinct=False,
                name="topic_once",
            )
        ]

    def __str__(self):
        return f"{self.noun} {self.record_id or self.query} ({self.frequency})"


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__lte=Now())

    def expired(self):
        """Return those that were not confirmed in time."""
        return self.filter(confirmed_at=None, asked_at__lte=Now() - CONFIRM_WITHIN)

    def live(self):
        """Return those whose links work: not expired."""
        return self.exclude(pk__in=self.expired().values("pk"))


class Subscription(models.Model):
    """An address that follows a `Topic`; it receives nothing until it is confirmed.

    Rule: the address is stored encrypted; a keyed hash of it finds its other subscriptions. The row
    is deleted when somebody stops, with everything that refers to it.

    Attributes:
        token: the secret in the links of its messages.
        refusals: how often in a row the mail server of the address refused it for good.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="subscriptions")
    address = models.TextField()
    address_hash = models.CharField(max_length=64)
    token = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True)
    refusals = models.SmallIntegerField(default=0)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(fields=["address_hash", "topic"], name="subscription_once")
        ]

    def __str__(self):
        return str(self.pk)
