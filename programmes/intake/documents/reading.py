"""Read the documents whose text is not in the database yet."""

import logging

from django.db import transaction

from programmes.intake import sandbox
from programmes.models.document_page import KINDS, DocumentPage, unread

log = logging.getLogger(__name__)
# The module that reads a PDF in the sandbox.
READER = "programmes.intake.documents.process"
# A report is longer than a letter: how many times the limits of the sandbox it may take.
TIMES = 6


def read_documents():
    """Read the documents that were not read, and yield (record, number of pages with text).

    A file that is not in the storage is left for the next time.
    """
    for model in KINDS:
        for record in unread(model).order_by("pk"):
            try:
                texts = texts_of(record)
            except OSError as error:
                log.error("The document of %r cannot be opened: %s", record, error)
                continue
            store(record, texts)
            yield record, sum(map(bool, texts))


def texts_of(record):
    """Return the text of each page of the document of a record, up to where it can be read.

    Raises:
        OSError: when the file cannot be opened.
    """
    texts = []
    with record.file.open() as file:
        try:
            for text in sandbox.answers(READER, file, times=TIMES):
                texts.append(text)  # noqa: PERF402, those before an error are kept
        except sandbox.StoppedError:
            log.warning("The document of %r cannot be read beyond page %s.", record, len(texts))
    return texts


@transaction.atomic
def store(record, texts):
    """Store the pages of the document of a record, unless it has another document meanwhile."""
    model, kind = type(record), KINDS[type(record)]
    same = model.objects.select_for_update(of=("self",)).filter(pk=record.pk, file=record.file.name)
    if not same.exists():
        return
    # A document that cannot be read has one page without text: it is not read again.
    pages = [
        DocumentPage(
            kind=kind, record_id=record.pk, file=record.file.name, number=number, text=text
        )
        for number, text in enumerate(texts or [""], 1)
    ]
    DocumentPage.objects.about(model).filter(record_id=record.pk).delete()
    DocumentPage.objects.bulk_create(pages)
