"""Rows that tell something about a record of any noun, and stay as they are."""

import pgtrigger
from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _


class AboutQuerySet(models.QuerySet):
    def about(self, record):
        return self.filter(noun=record._meta.model_name, record_id=record.pk)

    def latest_of_each(self):
        """Return the newest row about each record."""
        newest = self.order_by("noun", "record_id", "-pk").distinct("noun", "record_id")
        return self.model.objects.filter(pk__in=newest.values("pk"))


class About(models.Model):
    """A row about a record, which may be of any noun.

    It names the record by its model and key, not by a foreign key: what was said about a draft
    stays when the draft is removed.
    """

    noun = models.CharField(_("sort of record"), max_length=40)
    record_id = models.BigIntegerField(_("number of the record"))

    objects = AboutQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def model(self):
        return apps.get_model("programmes", self.noun)


def append_only():
    """Return the trigger that keeps rows as they are."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
