from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from programmes.models.about import About, AboutQuerySet


class LookQuerySet(AboutQuerySet):
    def renew(self, user, records):
        """Record that a user sees records now; return {record: when before, or None}."""
        names = {record: (record._meta.model_name, record.pk) for record in records}
        rows = self.filter(user=user).values_list("noun", "record_id", "at")
        before = {(noun, key): at for noun, key, at in rows if (noun, key) in names.values()}
        self.bulk_create(
            [Look(user=user, noun=noun, record_id=key, at=Now()) for noun, key in names.values()],
            update_conflicts=True,
            update_fields=["at"],
            unique_fields=["user", "noun", "record_id"],
        )
        return {record: before.get(name) for record, name in names.items()}


class Look(About):
    """When a reviewer last saw what changed of a draft."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at a draft")
        verbose_name_plural = _("looks at drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "noun", "record_id"], name="look_once"),
        ]

    def __str__(self):
        return f"{self.user}: {self.noun} {self.record_id}"
