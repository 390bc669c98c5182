"""Records of the register that a letter refers to."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.intake.letters.parsing import documents
from programmes.intake.letters.parsing.names import SMALL, TITLES
from programmes.models import (
    Adjustment,
    AnnualReport,
    Perspective,
    Signatory,
    State,
    WorkProgramme,
)

# Separators of the words of a name.
BETWEEN_NAMES = re.compile(r"[\s.,()]+")
MODELS = {
    documents.PROGRAMME: WorkProgramme,
    documents.PERSPECTIVE: Perspective,
    documents.REPORT: AnnualReport,
}


def known_perspective(years):
    """Return the `Perspective` with (first year, last year), or None."""
    return Perspective.objects.filter(first_year=years[0], last_year=years[1]).first()


def document_of(kind, first_year, last_year):
    """Return the record that a letter offers, stored or new, or None when it offers none.

    An adjustment is always new: a programme may be adjusted more than once.

    Args:
        kind: as in parsing/documents.py, or "".

    Raises:
        ValidationError: when it cannot be linked to a letter, by field.
    """
    if kind in ("", documents.OTHER):
        return None
    if first_year is None:
        raise ValidationError({"first_year": _("Fill in the years, or choose no document.")})
    years = {"first_year": first_year, "last_year": last_year}
    if kind == documents.ADJUSTMENT:
        programme = WorkProgramme.objects.filter(**years).first()
        if programme is None:
            message = _("There is no work programme of these years to adjust.")
            raise ValidationError({"first_year": message})
        return Adjustment(programme=programme)
    if kind == documents.REPORT:
        years = {"year": first_year}
    model = MODELS[kind]
    document = model.objects.filter(**years).first() or model(**years)
    if document.letter:
        raise offered_before(document)
    return document


def offered_before(document):
    """Return the error for a document that another letter offered."""
    message = _("%(document)s was offered with another letter: %(letter)s.")
    told = {"document": document, "letter": document.letter}
    return ValidationError({"first_year": message % told})


def check_is_draft(record, field):
    """Raise a `ValidationError` for a field when a record is not a draft."""
    if record.state != State.CONCEPT:
        message = _("%(document)s is public: a publicist can link the letter to it.")
        raise ValidationError({field: message % {"document": record}})


def known_signatory(name, office):
    """Return the `Signatory` with this name and office, or with this surname in this office.

    Somebody is "Ferd Grapperhaus" under one letter and "F.B.J. Grapperhaus" under another.
    """
    in_office = Signatory.objects.filter(office__iexact=office)
    alike = [each for each in in_office if surname(each.name) == surname(name)]
    return same_person(name, office) or (alike or [None])[0]


def same_person(name, office, besides=None):
    """Return the `Signatory` with this name, whatever the titles, in this office, or None.

    Args:
        besides: the primary key of a signatory that does not count.
    """
    in_office = Signatory.objects.filter(office__iexact=office).exclude(pk=besides)
    return next((each for each in in_office if untitled(each.name) == untitled(name)), None)


def untitled(name):
    """Return the words of a name in lower case, without titles."""
    words = BETWEEN_NAMES.split(name.casefold())
    return [word for word in words if word and word not in TITLES]


def surname(name):
    """Return the last word of a name without titles, in lower case."""
    words = [word for word in BETWEEN_NAMES.split(name.casefold()) if word]
    words = [word for word in words if word not in TITLES | SMALL]
    return words[-1] if words else ""


def known_goal(title, goals):
    """Return the `Goal` with a title, compared without case and punctuation, or None."""
    wanted = plain(title)
    return next((goal for goal in goals if plain(goal.title) == wanted), None)


def plain(text):
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
