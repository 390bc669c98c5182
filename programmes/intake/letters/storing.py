"""A letter that came in to rows of the register: kept first, then read, stored when checked."""

from dataclasses import dataclass
from functools import partial

import pghistory
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from programmes.intake.letters.matching import offered_before
from programmes.intake.letters.reading import read
from programmes.limits import LARGEST_FILE
from programmes.models import (
    Goal,
    IncomingLetter,
    Letter,
    Perspective,
    Signatory,
    Signature,
    WorkProgramme,
)
from programmes.models.letter import sha256_of

LONGEST_NAME = 255
# What readers see when what is offered was public already.
NOTE = "De brief aan de Kamer is toegevoegd."
# A file that is no letter is not kept; a scan is, for somebody to type over.
KEPT = {"", "no_text"}


def receive(file, name, user=None):
    """Keep a file as it is, before anything in it is understood.

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
    # Named after what is in it: the name of the sender could be any text.
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
    """Read the file of an `IncomingLetter` and keep what was read.

    What turns out to be no letter at all is not kept, and leaves nothing behind.

    Returns:
        "" or why it cannot be read, as in `Reading.error`.
    """
    with incoming.file.open() as file:
        reading = read(file)
    if reading.error not in KEPT:
        remove(incoming)
        return reading.error
    incoming.sort, incoming.pages, incoming.error = reading.sort, [*reading.pages], reading.error
    incoming.save(update_fields=["sort", "pages", "error"])
    return reading.error


def remove(incoming):
    """Remove a letter that came in, and its file once that is certain."""
    incoming.delete()
    transaction.on_commit(partial(incoming.file.delete, save=False))


@dataclass(frozen=True)
class Offer:
    """What a letter offers, checked.

    Attributes:
        document: the record, stored or new, or None. The perspective of a programme may be new.
        goals: titles, for a perspective that is new.
    """

    document: Model | None = None
    goals: tuple = ()


@dataclass(frozen=True)
class Signer:
    """A line under a letter, checked: `signatory` is stored, new, or None when not known."""

    capacity: str
    office: str
    signatory: Signatory | None


def store(incoming, letter, signers, offer):
    """Make a letter that came in a draft, with its signatures and what it offers: all, or nothing.

    Args:
        incoming: the `IncomingLetter`.
        letter: a new `Letter` with the facts as checked.
        signers: a list of `Signer`s, in order.
        offer: an `Offer`.

    Returns:
        (letter, document): the document is None when there is none.

    Raises:
        ValidationError: when it was processed meanwhile, or breaks a rule.
    """
    try:
        with transaction.atomic(), pghistory.context(note=NOTE):
            return letter, store_rows(incoming, letter, signers, offer)
    except BaseException:
        if letter.file and letter.file._committed:
            letter.file.delete(save=False)
        raise


def store_rows(incoming, letter, signers, offer):
    incoming = IncomingLetter.objects.select_for_update().get(pk=incoming.pk)
    if incoming.letter:
        raise ValidationError(_("This letter was processed meanwhile."))
    store_letter(incoming, letter)
    for position, signer in enumerate(signers, 1):
        store_signature(letter, position, signer)
    if offer.document:
        store_document(offer.document, letter, offer)
    incoming.letter = letter
    incoming.save(update_fields=["letter"])
    return offer.document


def store_letter(incoming, letter):
    """Store a letter with its text, and the file itself where that is a PDF."""
    letter.text = "\n".join(incoming.pages)
    with incoming.file.open() as file:
        if incoming.sort == IncomingLetter.Sort.PDF:
            letter.file = File(file, get_valid_filename(f"{letter.slug_text()}.pdf"))
        letter.full_clean()
        letter.save()


def store_signature(letter, position, signer):
    if signer.signatory and signer.signatory.pk is None:
        signer.signatory.full_clean()
        signer.signatory.save()
    signature = Signature(
        letter=letter,
        position=position,
        capacity=signer.capacity,
        office=signer.office,
        signatory=signer.signatory,
    )
    signature.full_clean()
    signature.save()


def store_document(document, letter, offer):
    """Store what a letter offers, with its perspective and goals where those are new."""
    if document.pk:
        lock_without_letter(document)
    document.letter = letter
    if isinstance(document, WorkProgramme) and document.perspective:
        if document.perspective.pk is None:
            store_perspective(document.perspective, offer.goals)
        # A foreign key copies the primary key when it is set.
        document.perspective = document.perspective
    if isinstance(document, Perspective) and document.pk is None:
        store_perspective(document, offer.goals)
        return
    document.full_clean()
    linked = {"letter", "perspective"} & {field.name for field in document._meta.fields}
    document.save(update_fields=linked if document.pk else None)


def lock_without_letter(document):
    """Lock a document until the transaction ends.

    Raises:
        ValidationError: when it got another letter since it was checked.
    """
    locked = type(document).objects.select_for_update(of=["self"]).get(pk=document.pk)
    if locked.letter:
        raise offered_before(locked)


def store_perspective(perspective, goals):
    perspective.full_clean()
    perspective.save()
    for position, title in enumerate(goals, 1):
        goal = Goal(perspective=perspective, position=position, title=title)
        goal.full_clean()
        goal.save()
