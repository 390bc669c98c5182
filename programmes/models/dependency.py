"""What the page of a record shows of other records, as a view of the database."""

from collections import defaultdict
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from programmes.models.prepared import IsOneOf

VIEW = Path(__file__).with_suffix(".sql")
NEEDS, BRINGS, HOLDS, NAMES = "needs", "brings", "holds", "names"


class DependencyQuerySet(models.QuerySet):
    def of(self, records):
        """Return the rows of these records: what they depend on, in the order of a page."""
        order = ("-kind", "-on_noun", F("position").asc(nulls_last=True), "on_id")
        return self.filter(is_any("noun", "record_id", records)).order_by(*order)

    def on(self, records):
        """Return the rows of whatever depends on these records."""
        return self.filter(is_any("on_noun", "on_id", records))


class Dependency(models.Model):
    """A row of the view `programmes_dependency`: a record, and another that its page shows.

    `kind` is one of the constants above, which the SQL of the view describes.
    """

    noun = models.CharField(max_length=40)
    record_id = models.BigIntegerField(primary_key=True)  # Not unique: rows are only read.
    publish_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    on_noun = models.CharField(max_length=40)
    on_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    position = models.IntegerField(null=True)
    # The adjustment by which the one shows the other; NULL for none.
    adjustment_id = models.BigIntegerField(null=True)

    objects = DependencyQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "programmes_dependency"

    def __str__(self):
        return f"{self.noun} {self.record_id}: {self.on_noun} {self.on_id}"

    @property
    def key(self):
        return self.noun, self.record_id

    @property
    def on_key(self):
        return self.on_noun, self.on_id


def key_of(record):
    """Return the (model name, primary key) of a record, as in the rows of the view."""
    return record._meta.model_name, record.pk


def by_noun(keys):
    """Return {model name: primary keys} of (model name, primary key) pairs."""
    found = defaultdict(list)
    for noun, key in keys:
        found[noun].append(key)
    return found


def is_any(noun, key, records):
    """Return the condition that two columns name one of `records`."""
    condition = Q(pk__in=[])
    for name, keys in by_noun(map(key_of, records)).items():
        condition |= Q(IsOneOf(key, keys), **{noun: name})
    return condition


def records_of(keys):
    """Return the records of (model name, primary key) pairs, each once, in the same order."""
    keys = list(dict.fromkeys(keys))
    found = {
        (noun, record.pk): record
        for noun, pks in by_noun(keys).items()
        for record in apps.get_model("programmes", noun).objects.filter(IsOneOf("pk", pks))
    }
    return [found[key] for key in keys]
