"""Fills empty fields of letters from the open data of the House; replaces no value."""

from dataclasses import dataclass, field
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.intake.house.service import ServiceError
from programmes.models import Letter
from programmes.workflow.context import history_context

SOURCE = "fill_from_house"
# For readers, among the public changes.
NOTE = "Aangevuld met de open data van de Tweede Kamer."
KAMERSTUK = ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number")
OFFERED = ("perspectives", "programmes", "adjustments", "annual_reports")


class Outcome(Enum):
    """The result for a letter."""

    FILLED = _("filled")
    NOTHING_NEW = _("nothing new")
    NOT_FOUND = _("the House knows no such letter")
    SEVERAL = _("the House knows several such letters")
    DIFFERENT = _("the House has another date: look whether it is the same letter")
    REFUSED = _("cannot be stored")
    FAILED = _("the service did not answer")


@dataclass
class Answer:
    """The result for one letter.

    Attributes:
        values: (record, name of a field, value) triples that were filled, or would be.
        remarks: what a person should look at, as sentences.
    """

    letter: Letter
    outcome: Outcome
    values: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


def incomplete():
    """Return the letters, drafts too, with empty fields that the House may fill."""
    unknown = Q(kamerstuk_dossier=None) | Q(date=None)
    for name in OFFERED:
        unknown |= Q(**{f"{name}__isnull": False, f"{name}__offered_on": None})
    can_be_found = Q(reference__isnull=False) | Q(kamerstuk_dossier__isnull=False)
    return Letter.objects.filter(unknown & can_be_found, withdrawn_at=None).distinct()


def fill(letters, house, store):
    """Query the House for letters and fill empty fields; yield an `Answer` for each.

    Args:
        letters: an iterable of letters.
        house: a `House`.
        store: whether to store; without it nothing changes.
    """
    for letter in letters:
        try:
            documents = find(letter, house)
        except ServiceError as error:
            yield Answer(letter, Outcome.FAILED, remarks=[str(error)])
            continue
        yield taken_from(documents, letter, store)


def find(letter, house):
    """Return the documents of the House with the numbers of a letter."""
    if letter.kamerstuk_dossier and letter.kamerstuk_number.isdigit():
        parts = (letter.kamerstuk_dossier, letter.kamerstuk_suffix, letter.kamerstuk_number)
        return house.with_kamerstuk(*parts)
    return house.with_reference(letter.reference) if letter.reference else []


def taken_from(documents, letter, store):
    """Return the `Answer` for a letter and its `documents` of the House."""
    if len(documents) != 1:
        outcome = Outcome.SEVERAL if documents else Outcome.NOT_FOUND
        return Answer(letter, outcome, remarks=[each.number for each in documents])
    (document,) = documents
    if letter.date and document.date and letter.date != document.date:
        remark = f"{document.number}: {document.date} / {letter.date}"
        return Answer(letter, Outcome.DIFFERENT, remarks=[remark])
    with transaction.atomic(), history_context(source=SOURCE, note=NOTE):
        # Locked and read again: staff may have filled it in the meantime.
        locked = Letter.objects.select_for_update().get(pk=letter.pk)
        values, remarks = missing_values(locked, document)
        if store and (problems := stored(values)):
            transaction.set_rollback(True)
            return Answer(letter, Outcome.REFUSED, remarks=problems)
    outcome = Outcome.FILLED if values else Outcome.NOTHING_NEW
    return Answer(letter, outcome, values, remarks)


def missing_values(letter, document):
    """Return (record, field, value) for all that the register lacks, and what is doubtful."""
    values, remarks = kamerstuk_values(letter, document)
    if document.date and is_open(letter, "date"):
        values.append((letter, "date", document.date))
    for name in OFFERED:
        for offered in getattr(letter, name).all():
            if document.received and is_open(offered, "offered_on"):
                values.append((offered, "offered_on", document.received))
    return values, remarks


def kamerstuk_values(letter, document):
    """Return the values of the Kamerstuk number; with several numbers none is chosen."""
    if not document.kamerstukken or not is_open(letter, "kamerstuk_dossier"):
        return [], []
    if len(document.kamerstukken) > 1:
        return [], ["-".join(filter(None, each)) for each in document.kamerstukken]
    (kamerstuk,) = document.kamerstukken
    return [(letter, *pair) for pair in zip(KAMERSTUK, kamerstuk, strict=True)], []


def is_open(record, name):
    """Return whether a field is and always was empty: what staff emptied stays empty."""
    return getattr(record, name) is None and not record.history.exclude(**{name: None}).exists()


def stored(values):
    """Store values; return what is wrong with them, as sentences."""
    changed = {}
    for record, name, value in values:
        setattr(record, name, value)
        changed.setdefault(record, []).append(name)
    for record, names in changed.items():
        try:
            check(record, names)
        except ValidationError as error:
            return error.messages
        record.save()
    return []


def check(record, names):
    """Check the fields that were filled, and the rules they are part of.

    A record that was incomplete before may stay so.

    Raises:
        ValidationError: with what is wrong.
    """
    record.clean_fields(exclude={each.name for each in record._meta.fields} - set(names))
    record.validate_constraints()
