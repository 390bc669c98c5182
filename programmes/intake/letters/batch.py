"""Unattended intake: stores letters without open questions; the others wait for a person."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.intake.letters.answer import ERRORS
from programmes.intake.letters.checking import Check
from programmes.intake.letters.facts import from_json
from programmes.intake.letters.storing import read_in, receive

STORED = gettext_lazy("stored as a draft")
KNOWN = gettext_lazy("in the register already")
WAITING = gettext_lazy("to be processed by a person")
UNREADABLE = gettext_lazy("cannot be read")


@dataclass(frozen=True)
class Outcome:
    """The result for one file.

    Attributes:
        state: STORED, KNOWN, WAITING or UNREADABLE.
        reasons: why it waits or cannot be read, as sentences.
    """

    state: str
    reasons: tuple = ()


def take_in(path):
    """Receive, read and parse the file at a path, and store it if nothing is in doubt.

    Returns:
        An `Outcome`. A file that waits is listed in the administration.
    """
    try:
        with path.open("rb") as file:
            incoming = receive(File(file, path.name), path.name)
    except OSError as error:
        return Outcome(UNREADABLE, (error.strerror,))
    except ValidationError as error:
        return Outcome(UNREADABLE, tuple(error.messages))
    if incoming.letter:
        return Outcome(KNOWN)
    if not incoming.is_read and (error := read_in(incoming)):
        return Outcome(WAITING if incoming.pk else UNREADABLE, (str(ERRORS[error]),))
    return store_unless_in_doubt(incoming)


def store_unless_in_doubt(incoming):
    """Store a letter when its kind, date and signatory were found and its forms are valid."""
    parsed = from_json(incoming.facts)
    if not (parsed.kind and parsed.date and parsed.signatories):
        return Outcome(WAITING, (_("Kind, date or signatory was not found."),))
    if parsed.terms:
        return Outcome(WAITING, (_("It names a term: choose the activity that it belongs to."),))
    check = Check(parsed)
    if not check.is_valid():
        return Outcome(WAITING, tuple(check.problems()))
    try:
        check.store(incoming)
    except ValidationError as error:
        return Outcome(WAITING, tuple(error.messages))
    return Outcome(STORED)
