"""The version of the public register: a count of the transactions that changed it (decision 36)."""

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import F
from django.db.models.functions import Now


class WriteCounterQuerySet(models.QuerySet):
    def count_write(self):
        """Count a write as the trigger does: visitors see something else without another write."""
        free = self.select_for_update(skip_locked=True).order_by("pk").values("pk")[:1]
        if not self.filter(pk__in=free).update(writes=F("writes") + 1, at=Now()):
            self.create(writes=1, transaction=0, at=Now())


class WriteCounter(models.Model):
    """A counter of transactions that changed the public register; the sum of all is the version.

    A transaction increments a counter that no other transaction has locked, or inserts a new one,
    so that writers never wait, and there are as many counters as there were concurrent writers.
    The increment is committed with the change: the sum differs after every commit, whatever the
    order in which transactions began and ended.
    """

    writes = models.BigIntegerField()
    # The last transaction that incremented it. Its id may occur again after the database has moved
    # to another server, so its start is compared too.
    transaction = models.BigIntegerField()
    at = models.DateTimeField()

    objects = WriteCounterQuerySet.as_manager()

    def __str__(self):
        return f"{self.writes} ({self.at})"


class PublicWriteIsCounted(pgtrigger.Trigger):
    """The trigger that increments the version when a visitor may see a row, before or after.

    A row is seen when the records in its `public_with`, and those of its `public_links` that are
    set, are public, withdrawn, or public within the hour: a transaction may end after the moment
    of publication. Saving a draft leaves the version, and so every ETag, as it is.
    """

    name = "write_is_counted"
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    when = pgtrigger.After
    declare = (("this", "bigint := pg_current_xact_id()::text::bigint"),)

    def get_func(self, model):
        # A model of a migration has the fields, and not the attributes.
        model = apps.get_model(model._meta.label)
        return f"""
            IF NOT COALESCE({seen(model, "OLD")} OR {seen(model, "NEW")}, false)
                OR EXISTS (
                    SELECT FROM programmes_writecounter
                    WHERE transaction = this AND at = transaction_timestamp()
                )
            THEN
                RETURN NULL;
            END IF;
            UPDATE programmes_writecounter
            SET writes = writes + 1, transaction = this, at = transaction_timestamp()
            WHERE id = (
                SELECT id FROM programmes_writecounter ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
            );
            IF NOT FOUND THEN
                INSERT INTO programmes_writecounter (writes, transaction, at)
                VALUES (1, this, transaction_timestamp());
            END IF;
            RETURN NULL;
        """  # noqa: S608, names of our own tables


def seen(model, row):
    """Return the SQL condition that a row of a trigger, OLD or NEW, is or was seen by visitors."""
    conditions = [is_public(model, path, row) for path in model.public_with]
    for name in model.public_links:
        conditions.append(f"({row}.{name}_id IS NULL OR {is_public(model, f'{name}__', row)})")
    return f"({' AND '.join(conditions)})"


def is_public(model, path, row):
    """Return the SQL condition that the record at a lookup path of `row` is or was public.

    A model without a moment of its own, such as a supervision field, is public from the start.
    """
    owner, key = model, None
    for name in path.split("__")[:-1]:
        field = owner._meta.get_field(name)
        key = column(owner, field.column, row, key)
        owner = field.related_model
    if not any(field.name == "publish_at" for field in owner._meta.fields):
        return "true"
    return f"{column(owner, 'publish_at', row, key)} <= clock_timestamp() + interval '1 hour'"


def column(model, name, row, key):
    """Return the SQL of a column: of the row itself, or of the record of `model` with a key."""
    if not key:
        return f"{row}.{name}"
    return f"(SELECT {name} FROM {model._meta.db_table} WHERE id = {key})"  # noqa: S608


WRITE_IS_COUNTED = PublicWriteIsCounted()
