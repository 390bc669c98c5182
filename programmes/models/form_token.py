from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from programmes.models.about import About


class FormToken(About):
    """The one-time token of a form for a new record, with the record that it made.

    Rule: a token makes one record, so that a form that is sent twice does not make a second one.
    """

    token = models.UUIDField(_("token"), unique=True)
    digest = models.CharField(_("hash of what was sent"), max_length=64)
    made_at = models.DateTimeField(_("made at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")

    def __str__(self):
        return f"{self.noun} {self.record_id}"

    @property
    def record(self):
        """The record that was made, or None when it was deleted since."""
        return self.model.objects.filter(pk=self.record_id).first()
