"""The search index, kept up to date by triggers (decision 18)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from programmes.models.record import Gated


class SearchEntry(Gated):
    """An entry of the search index, made by the SQL function `programmes_search_source`.

    Triggers on every table that the function reads refresh the entry in the same transaction. It
    has the publication timestamps of its record, or for a part the strictest of its parents, so
    that `.published()` applies to it as to any record.
    """

    class Kind(models.TextChoices):
        """The path of the noun; other kinds are shown on the page of a noun, or in its document."""

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
        PROGRAMME_PAGE = "bladzijden-werkprogrammas", _("page of a work programme")
        LETTER_PAGE = "bladzijden-brieven", _("page of a letter to the House")
        REPORT_PAGE = "bladzijden-jaarberichten", _("page of an annual report")

    kind = models.CharField(max_length=30, choices=Kind.choices)
    record_id = models.BigIntegerField()
    # The slug of the page that shows it, which may be that of a parent.
    slug = models.CharField(max_length=120)
    day = models.DateField(null=True)
    publish_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    title = models.TextField()
    # Searched but not shown: other spellings, names of fields and offices.
    keywords = models.TextField()
    body = models.TextField()
    # For facets and exact numbers, such as "jaar:2024" or "kamerstuk:34775-VI-21".
    labels = ArrayField(models.TextField())
    vector = models.GeneratedField(
        expression=Func(F("title"), F("keywords"), F("body"), function="programmes_search_vector"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="searchentry_once"),
        ]
        indexes = [
            # No fastupdate: every search would have to scan the list of pending entries.
            GinIndex(fields=["vector", "labels"], name="searchentry_words", fastupdate=False),
        ]

    def __str__(self):
        return self.title


# The kind of the record that has a page of a document.
DOCUMENT_OF = {
    SearchEntry.Kind.PROGRAMME_PAGE: SearchEntry.Kind.PROGRAMME,
    SearchEntry.Kind.LETTER_PAGE: SearchEntry.Kind.LETTER,
    SearchEntry.Kind.REPORT_PAGE: SearchEntry.Kind.ANNUAL_REPORT,
}


class SearchWord(models.Model):
    """A word in the index, to suggest for a misspelled one.

    Two concurrent transactions can both insert a word: a unique constraint would make one of them
    wait, or fail.
    """

    word = models.TextField()
    # The word without accents.
    plain = models.TextField()
    # Deletion variants for fuzzy lookup: the first letters of the word, up to two of them deleted.
    near = ArrayField(models.TextField())

    class Meta:
        indexes = [
            models.Index(fields=["word"], name="searchword_by_word"),
            models.Index(fields=["plain"], name="searchword_by_plain"),
            GinIndex(fields=["near"], name="searchword_near", fastupdate=False),
        ]

    def __str__(self):
        return self.word
