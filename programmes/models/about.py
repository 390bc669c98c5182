"""Base of rows about a record of any model, such as reviews and notes."""

import pgtrigger
from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

# Whether the present transaction adds a `Redaction`, in SQL.
IS_REDACTING = """EXISTS (
                SELECT FROM programmes_redaction
                WHERE transaction = pg_current_xact_id()::text::bigint
                    AND at = transaction_timestamp()
            )"""


class AboutQuerySet(models.QuerySet):
    def about(self, record):
        return self.filter(noun=record._meta.model_name, record_id=record.pk)

    def latest_of_each(self):
        """Return the last added row of each record."""
        newest = self.order_by("noun", "record_id", "-pk").distinct("noun", "record_id")
        return self.model.objects.filter(pk__in=newest.values("pk"))


class About(models.Model):
    """A row about a record of any model, by model name and primary key.

    Not a foreign key: what was said about a draft stays when the draft is deleted.
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
    """Return the trigger that refuses UPDATE and DELETE.

    It lets an UPDATE through in the transaction that adds a `Redaction`, which says who and why.
    """
    return pgtrigger.Trigger(
        name="append_only",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP = 'UPDATE' AND {IS_REDACTING} THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
        """,
    )
