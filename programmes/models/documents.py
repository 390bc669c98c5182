"""Base of the documents that a letter offers to the House, and their PDF field."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.limits import LARGEST_FILE
from programmes.models.publication import Published
from programmes.models.when import in_years


def check_pdf(file):
    """Validate that a file is a PDF, by its first bytes and its name, of at most 20 MB.

    Raises:
        ValidationError: with the code "too_large" or "not_pdf".
    """
    if file.size > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 20 MB."), code="too_large")
    file.seek(0)
    start = file.read(1024)
    file.seek(0)
    if b"%PDF-" not in start or Path(file.name).suffix.lower() != ".pdf":
        raise ValidationError(_("The file is not a PDF."), code="not_pdf")


def document_field(folder):
    """Return a field for an optional PDF, stored under `folder`."""
    return models.FileField(
        _("file"),
        upload_to=folder,
        blank=True,
        validators=[check_pdf],
        help_text=_("The document itself, as a PDF of at most 20 MB."),
    )


class OfferedDocument(Published):
    """A document that a minister offers to the House, with one letter at most.

    Source: Aanwijzingen 10 and 11 (docs/reference/rules.md). The day of receipt is not the date
    of the letter (decision 10).
    """

    letter = models.ForeignKey(
        "Letter",
        models.PROTECT,
        verbose_name=_("letter that offers it"),
        null=True,
        blank=True,
        help_text=_("One letter may offer several documents."),
    )
    offered_on = models.DateField(
        _("offered to the House on"),
        null=True,
        blank=True,
        help_text=_("The day the House received it; that may differ from the letter's date."),
    )

    class Meta(Published.Meta):
        abstract = True
        constraints = [*Published.Meta.constraints, *in_years("offered_on")]
