"""The text of the PDFs that are kept here, by page, for the search."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from programmes.models.annual_report import AnnualReport
from programmes.models.letter import Letter
from programmes.models.programme import WorkProgramme
from programmes.models.search import SearchEntry
from programmes.models.write import WRITE_IS_COUNTED

# The models with a PDF, by the kind of their entries in the index.
WITH_DOCUMENT = {
    SearchEntry.Kind.PROGRAMME: WorkProgramme,
    SearchEntry.Kind.LETTER: Letter,
    SearchEntry.Kind.ANNUAL_REPORT: AnnualReport,
}
KINDS = {model: kind for kind, model in WITH_DOCUMENT.items()}


class DocumentPageQuerySet(models.QuerySet):
    def about(self, noun):
        """Return the pages of the documents of a model."""
        return self.filter(kind=KINDS.get(noun, ""))


class DocumentPage(models.Model):
    """The text of a page of the PDF of a record.

    Rules: triggers delete the pages when the record gets another file or is deleted, and give the
    entry of a page in the search index the publication of its record. A PDF that was read has at
    least one page here.

    Attributes:
        kind: the kind of the entry of the record in the index.
        file: the name of the PDF in the storage.
        number: from 1.
        text: "" of a page without text, such as a scan.
    """

    # For `WRITE_IS_COUNTED`: every row counts.
    public_with = ("",)
    public_links = ()

    kind = models.CharField(max_length=30, choices=[(each, each.label) for each in WITH_DOCUMENT])
    record_id = models.BigIntegerField()
    file = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    objects = DocumentPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of a document")
        verbose_name_plural = _("pages of documents")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "number"], name="documentpage_once"
            ),
        ]
        triggers = [WRITE_IS_COUNTED]

    def __str__(self):
        return f"{self.file}, {self.number}"


def unread(model):
    """Return the records of a model in `KINDS` whose PDF was not read; withdrawn ones are left."""
    pages = DocumentPage.objects.about(model).filter(
        record_id=OuterRef("pk"), file=OuterRef("file")
    )
    return model.objects.exclude(Exists(pages)).filter(withdrawn_at=None).exclude(file="")
