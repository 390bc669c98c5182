"""Notices by e-mail, and the messages that are to be sent."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from programmes.models.subscription import Subscription, Topic


class LoggedChange(models.Model):
    """A public change, numbered in the order in which it was first seen.

    The moments of changes are no cursor: a transaction that began earlier may commit later. One
    process at a time adds rows, so a higher key is never seen before a lower one.
    """

    noun = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change that was seen")
        verbose_name_plural = _("changes that were seen")
        constraints = [
            models.UniqueConstraint(fields=["noun", "record_id", "kind", "at"], name="change_once")
        ]
        indexes = [models.Index(fields=["-at"], name="loggedchange_newest")]

    def __str__(self):
        return f"{self.noun} {self.record_id}: {self.kind}"


class Notice(models.Model):
    """A message about a `Topic`, and a public page; its number is its primary key.

    It refers to what changed and holds no text: page and mail show what is public when they are
    made.

    Attributes:
        items: [noun, key, kind, moment] of each change, newest first.
        more: how many changes are left out of `items`.
        sent, refused: to how many addresses it was sent, and how many it could not be sent to.
    """

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="notices")
    made_at = models.DateTimeField(_("made at"), db_default=Now(), editable=False)
    items = models.JSONField()
    more = models.IntegerField(default=0)
    sent = models.IntegerField(_("sent"), default=0)
    refused = models.IntegerField(_("not delivered"), default=0)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.pk)


class DeliveryQuerySet(models.QuerySet):
    def due(self):
        """Return those that may be tried now."""
        return self.filter(retry_at__lte=Now())

    def failing(self):
        return self.filter(attempts__gt=0)


class Delivery(models.Model):
    """A message that has yet to be sent; the row is deleted when the mail server accepts it.

    Attributes:
        notice: null for the message that asks to confirm the address.
        code: the SMTP code of the last attempt; 0 when there was no connection.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries")
    attempts = models.SmallIntegerField(default=0)
    retry_at = models.DateTimeField(db_default=Now())
    code = models.SmallIntegerField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to be sent")
        verbose_name_plural = _("messages to be sent")
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "subscription"], nulls_distinct=False, name="delivery_once"
            )
        ]

    def __str__(self):
        return str(self.pk)
