"""The steps of a letter: its file is received, read, and stored as drafts when checked."""

from functools import partial

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from programmes.intake.letters.facts import as_json
from programmes.intake.letters.matching import offered_before
from programmes.intake.letters.reading import read
from programmes.limits import LARGEST_FILE
from programmes.models import Goal, IncomingLetter, Letter, Perspective, WorkProgramme
from programmes.models.letter import sha256_of
from programmes.workflow.context import history_context

LONGEST_NAME = 255
# The note for readers when the document offered is public.
NOTE = "De brief aan de Kamer is toegevoegd."
# Errors of files that are kept: a scan, for somebody to type out.
KEPT = {"", "no_text"}


def receive(file, name, user=None):
    """Store a file unchanged, before it is read.

    Args:
        file: a binary file, open for reading.
        name: the name it had with its sender.
        user: who brings it in, or None.

    Returns:
        The `IncomingLetter`: a new one, or the one that holds the same file.

    Raises:
        ValidationError: when it is larger than 20 MB.
    """
    if file.size > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 20 MB."), code="too_large")
    sha256 = sha256_of(file)
    if known := IncomingLetter.objects.filter(sha256=sha256).first():
        return known
    letter = Letter.objects.filter(file_sha256=sha256, incoming=None).first()
    incoming = IncomingLetter(
        name=name[-LONGEST_NAME:], sha256=sha256, received_by=user, letter=letter
    )
    # Named by its digest: the name from the sender could be any text.
    incoming.file.save(sha256, file, save=False)
    try:
        with transaction.atomic():
            incoming.save()
    except IntegrityError:
        # Somebody brought in the same file at the same moment.
        incoming.file.delete(save=False)
        return IncomingLetter.objects.get(sha256=sha256)
    return incoming


def read_in(incoming):
    """Read and parse the file of an `IncomingLetter`, and save its text and facts.

    A file that is no letter is deleted, with its `IncomingLetter`.

    Returns:
        "" or why it cannot be read, as in `Reading.error`.
    """
    with incoming.file.open() as file:
        reading = read(file)
    if reading.error not in KEPT:
        remove(incoming)
        return reading.error
    incoming.sort, incoming.pages, incoming.error = reading.sort, [*reading.pages], reading.error
    incoming.facts = as_json(reading.letter)
    incoming.save(update_fields=["sort", "pages", "facts", "error"])
    return reading.error


def remove(incoming):
    """Delete an `IncomingLetter`, and its file after the transaction commits."""
    incoming.delete()
    transaction.on_commit(partial(incoming.file.delete, save=False))


def store(incoming, letter, signatures, document, goals, expectations=()):
    """Create drafts of a letter, its signatures and what it offers, in one transaction.

    Args:
        incoming: the `IncomingLetter`.
        letter: a new `Letter` with the facts as checked.
        signatures: new `Signature`s, in order; a signatory may be new too.
        document: the record that the letter offers, stored or new, or None. The perspective of a
            programme may be new.
        goals: titles, for a perspective that is new.
        expectations: new `Expectation`s that the letter tells, with their activities.

    Raises:
        ValidationError: when it was processed meanwhile, or breaks a rule.
    """
    try:
        with transaction.atomic(), history_context(note=NOTE):
            incoming = IncomingLetter.objects.select_for_update().get(pk=incoming.pk)
            if incoming.letter:
                raise ValidationError(_("This letter was processed meanwhile."))
            store_letter(incoming, letter)
            for position, signature in enumerate(signatures, 1):
                store_signature(signature, letter, position)
            if document:
                store_document(document, letter, goals)
            for expectation in expectations:
                expectation.letter = letter
                store_checked(expectation)
            incoming.letter = letter
            incoming.save(update_fields=["letter"])
    except BaseException:
        if letter.file and letter.file._committed:
            letter.file.delete(save=False)
        raise


def store_letter(incoming, letter):
    """Store a letter with its text, and with its file when that is a PDF."""
    letter.text = "\n".join(incoming.pages)
    with incoming.file.open() as file:
        if incoming.sort == IncomingLetter.Sort.PDF:
            letter.file = File(file, get_valid_filename(f"{letter.slug_text()}.pdf"))
        store_checked(letter)


def store_signature(signature, letter, position):
    if signature.signatory and signature.signatory.pk is None:
        store_checked(signature.signatory)
    # A foreign key copies the primary key when it is set.
    signature.signatory = signature.signatory
    signature.letter, signature.position = letter, position
    store_checked(signature)


def store_document(document, letter, goals):
    """Store what a letter offers, with its perspective and goals where those are new."""
    if document.pk:
        lock_without_letter(document)
    document.letter = letter
    if isinstance(document, WorkProgramme) and document.perspective:
        if document.perspective.pk is None:
            store_perspective(document.perspective, goals)
        # A foreign key copies the primary key when it is set.
        document.perspective = document.perspective
    if isinstance(document, Perspective) and document.pk is None:
        store_perspective(document, goals)
        return
    linked = {"letter", "perspective"} & {field.name for field in document._meta.fields}
    store_checked(document, update_fields=linked if document.pk else None)


def lock_without_letter(document):
    """Lock a document until the transaction ends.

    Raises:
        ValidationError: when it got another letter since it was checked.
    """
    locked = type(document).objects.select_for_update(of=["self"]).get(pk=document.pk)
    if locked.letter:
        raise offered_before(locked)


def store_perspective(perspective, goals):
    store_checked(perspective)
    for position, title in enumerate(goals, 1):
        store_checked(Goal(perspective=perspective, position=position, title=title))


def store_checked(record, **options):
    record.full_clean()
    record.save(**options)
