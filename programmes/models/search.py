"""The index of the search page: what can be found, kept by triggers of the database."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from programmes.models.record import RecordQuerySet


class SearchEntry(models.Model):
    """One thing that can be found, as functions of the database wrote it down.

    `programmes_search_source` tells what is written, triggers on every table it reads call it, so
    that no change is missed, whoever makes it. An entry carries the moments of its record, or for
    a part the strictest of its parents: `.published()` decides about it as about any record.
    """

    class Kind(models.TextChoices):
        """Where a thing has its page: the path of its noun, or for an elaboration its own word."""

        PROGRAMME = "werkprogrammas", _("work programme")
        PERSPECTIVE = "meerjarenperspectieven", _("multi-year perspective")
        GOAL = "doelen", _("goal")
        FOCUS = "uitwerkingen", _("elaboration of a goal")
        RESULT = "resultaten", _("result for a goal")
        ACTIVITY = "activiteiten", _("activity")
        CHANGE = "veranderingen", _("change by an adjustment")
        LETTER = "brieven", _("letter to the House")
        ANNUAL_REPORT = "jaarberichten", _("annual report")
        ADJUSTMENT = "bijstellingen", _("adjustment")
        SIGNATORY = "ondertekenaars", _("signatory")

    public_with = ("",)
    public_links = ()

    kind = models.CharField(max_length=30, choices=Kind.choices)
    record_id = models.BigIntegerField()
    # The last part of the address of the page where it is found.
    slug = models.CharField(max_length=120)
    day = models.DateField(null=True)
    publish_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    title = models.TextField()
    # Found, but not shown: other spellings, names of fields and offices.
    keywords = models.TextField()
    body = models.TextField()
    # What it can be picked by, such as "jaar:2024" or "kamerstuk:34775-VI-21".
    labels = ArrayField(models.TextField())
    vector = models.GeneratedField(
        expression=Func(F("title"), F("keywords"), F("body"), function="programmes_search_vector"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="searchentry_once"),
        ]
        indexes = [
            # Without a list of pending changes, which every search would have to read through.
            GinIndex(fields=["vector", "labels"], name="searchentry_words", fastupdate=False),
        ]

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word of the index, to find the one that was meant when another was typed.

    It can stand here twice, when two people enter a new word at the same time: a unique
    constraint would have the one wait for the other, or fail.
    """

    word = models.TextField()
    # Without accents.
    plain = models.TextField()
    # The beginning of the word with up to two letters left out, in every way.
    near = ArrayField(models.TextField())

    class Meta:
        indexes = [
            models.Index(fields=["word"], name="searchword_by_word"),
            GinIndex(fields=["near"], name="searchword_near", fastupdate=False),
        ]

    def __str__(self):
        return self.word
