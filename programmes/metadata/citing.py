"""Citations of a record, as text and as BibTeX: its document, then the page of the register."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from programmes.lists.last_changed import changed_on
from programmes.metadata.publisher import LICENCE, PUBLISHER
from programmes.models import Activity, Goal, Letter, Signature

LICENCE_NAME = "CC0 1.0"
# Escapes of special characters in TeX. BibTeX counts braces even after a backslash.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash ",
        "{": r"\textbraceleft ",
        "}": r"\textbraceright ",
        "^": r"\textasciicircum ",
        "~": r"\textasciitilde ",
    }
    | {character: f"\\{character}" for character in "%&#$_"}
)


@dataclass(frozen=True)
class Citation:
    """The citation of a record.

    Attributes:
        key: the key of the BibTeX entry.
        author: the author of the document.
        title: the title of the record.
        noun: the kind of record, in Dutch.
        day: the date of the document, or None.
        details: the document that the record is in, and the letter with its numbers, as texts.
        address: the permanent URL.
        version: the day of the last change, or None.
    """

    key: str
    author: str
    title: str
    noun: str
    day: date | None
    details: tuple
    address: str
    version: date | None

    @property
    def plain(self):
        """Return the citation as two sentences: of the document, and of the page."""
        parts = [self.author, f"“{self.title}” ({self.noun})"]
        dated = [date_format(self.day)] if self.day else []
        document = ", ".join([*parts, *dated, *self.details])
        return f"{document}. {self.register}, {self.address} ({LICENCE_NAME})."

    @property
    def register(self):
        """Return the name of the register, with the version of the page."""
        name = _("Register of the work programmes")
        if not self.version:
            return name
        version = _("version of %(day)s") % {"day": date_format(self.version)}
        return f"{name}, {version}"

    @property
    def bibtex(self):
        """Return the citation as a BibTeX entry, in UTF-8."""
        fields = {
            "author": f"{{{tex(self.author)}}}",
            "title": f"{{{tex(self.title)}}}",
            "howpublished": tex(", ".join([self.noun, *self.details])),
        }
        if self.day:
            fields |= {"year": str(self.day.year), "date": self.day.isoformat()}
        fields |= {"url": self.address, "note": f"{tex(self.register)}, {LICENCE_NAME}, {LICENCE}"}
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])


def citation(record, address):
    """Return the `Citation` of a record, for the URL of its page."""
    path = address.rstrip("/").split("/")
    is_letter = isinstance(record, Letter)
    document = document_of(record)
    letter = record if is_letter else public_letter(document)
    inside = [] if document in (record, None) else [_("in %(title)s") % {"title": document}]
    return Citation(
        key="-".join(path[-2:]),
        author=signers(record, with_names=True) if is_letter else PUBLISHER.name,
        title=record.name if is_letter else str(record),
        noun=str(record.noun),
        day=day_of(document) or day_of(letter),
        details=(*inside, *([] if is_letter else offer(letter)), *numbers(letter)),
        address=address,
        version=changed_on(record),
    )


def document_of(record):
    """Return the document of a record: its perspective, its first programme, or itself."""
    if isinstance(record, Goal):
        return record.perspective
    if isinstance(record, Activity):
        return next((each.programme for each in record.public_plannings), None)
    return record


def public_letter(document):
    """Return the public letter that offers a document, or None."""
    letter = getattr(document, "letter", None)
    return letter if letter and letter.is_public else None


def day_of(document):
    """Return the date of a letter, an adjustment or another document, or None."""
    days = (getattr(document, name, None) for name in ("date", "published_on", "offered_on"))
    return next(filter(None, days), None)


def offer(letter):
    """Return who offered a document with a letter, and when, as texts."""
    if letter is None:
        return []
    office = signers(letter, with_names=False)
    offered = [_("offered to the House by the %(office)s") % {"office": office}]
    day = [_("letter of %(day)s") % {"day": date_format(letter.date)}] if letter.date else []
    return [*offered, *day]


def signers(letter, with_names):
    """Return the offices that sign a letter, as text; `with_names` adds the names of the people."""
    named = [
        f"{each.office} ({each.signatory})"
        if with_names and each.signatory and each.signatory.is_public
        else each.office
        for each in letter.public_signatures
        if each.capacity == Signature.Capacity.SIGNS
    ]
    return get_text_list(named, _("and"))


def numbers(letter):
    """Return the kenmerk and the Kamerstuk of a letter, as texts."""
    if letter is None:
        return []
    kenmerk = [_("reference %(number)s") % {"number": letter.reference}] if letter.reference else []
    return [*kenmerk, *filter(None, [letter.citation])]


def tex(text):
    """Return a text on one line, with the special characters of TeX escaped."""
    return re.sub(r"\s+", " ", text.translate(TEX)).strip()
