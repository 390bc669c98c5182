"""Decisions about the history: a change hidden from readers, a text taken out of it."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.models.public_change import PublicChange
from programmes.models.write import WRITE_IS_COUNTED

KEPT = pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete)


class Decision(models.Model):
    """Who decided something about the history, when and why; append-only.

    Readers may see other texts after it, so that it counts as a write of the register.
    """

    # For `WRITE_IS_COUNTED`: every row counts.
    public_with = ("",)
    public_links = ()

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=TransactionNow(), editable=False)
    reason = models.TextField(_("reason"))

    class Meta:
        abstract = True
        ordering = ["-pk"]
        triggers = [KEPT, WRITE_IS_COUNTED]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S"),
                name="%(class)s_has_reason",
                violation_error_code="reason",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self):
        return self.reason


class HiddenChangeQuerySet(models.QuerySet):
    def about(self, record):
        return self.filter(change__in=PublicChange.objects.about(record))


class HiddenChange(Decision):
    """A public change that readers no longer see, with its note and its old values."""

    change = models.OneToOneField(
        PublicChange, models.PROTECT, verbose_name=_("public change"), related_name="hidden"
    )

    objects = HiddenChangeQuerySet.as_manager()

    class Meta(Decision.Meta):
        verbose_name = _("hidden change")
        verbose_name_plural = _("hidden changes")


class TransactionId(models.Func):
    """The number of the present transaction of the database."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = models.BigIntegerField()


class Redaction(Decision):
    """A text that was taken out of the history, or files that were deleted; neither is kept.

    The triggers with `about.IS_REDACTING` let updates through in the transaction that adds the row.
    """

    records = models.TextField(_("records"), help_text=_("From whose history it was taken."))
    rows = models.PositiveIntegerField(_("rows"))
    files = models.TextField(
        _("deleted files"), blank=True, help_text=_("Their names in the storage, one on a line.")
    )
    transaction = models.BigIntegerField(db_default=TransactionId(), editable=False)

    class Meta(Decision.Meta):
        verbose_name = _("text taken out of the history")
        verbose_name_plural = _("texts taken out of the history")
