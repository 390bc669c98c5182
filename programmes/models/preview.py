"""Signed links to the preview of a draft, for people without an account (decision 20)."""

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.models.about import About, AboutQuerySet

SALT = "programmes.preview"
LONGEST = timedelta(days=31)


class PreviewLinkQuerySet(AboutQuerySet):
    def signed(self, token):
        """Return the link of a `token`, or None when its signature is wrong."""
        try:
            key = Signer(salt=SALT).unsign(token)
        except BadSignature:
            return None
        return self.filter(pk=key).first()


class PreviewLink(About):
    """A link to a draft, valid for at most 31 days. Its token is signed and not stored.

    Rule: a link is never deleted, and changes only by being revoked, once.
    """

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("made by"), related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), db_default=Now(), editable=False)
    expires_at = models.DateTimeField(_("holds until"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("revoked by"),
        related_name="+",
        null=True,
        blank=True,
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["noun", "record_id"], name="preview_of_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at"), expires_at__lte=F("made_at") + LONGEST),
                name="previewlink_holds_a_month_at_most",
                violation_error_message=_("A link holds for 31 days at most."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="previewlink_revoked_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="is_only_revoked",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF OLD.revoked_at IS NOT NULL OR to_jsonb(OLD) - '{revoked_at,revoked_by_id}'
                        ::text[] <> to_jsonb(NEW) - '{revoked_at,revoked_by_id}'::text[]
                    THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Een link kan alleen worden ingetrokken, en maar één keer.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.noun} {self.record_id}"

    def get_absolute_url(self):
        return reverse("preview", args=[self.token, ""])

    @property
    def token(self):
        """The last part of the address: the signed primary key."""
        return Signer(salt=SALT).sign(self.pk)

    @property
    def holds(self):
        return self.revoked_at is None and timezone.now() < self.expires_at

    @property
    def record(self):
        """The record, or None when it was deleted."""
        return self.model.objects.filter(pk=self.record_id).first()
