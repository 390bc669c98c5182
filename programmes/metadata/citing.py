"""Citations of a record, as text and as BibTeX."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.changes.last_changed import changed_on
from programmes.metadata.publisher import LICENCE

AUTHOR = "Inspectie Justitie en Veiligheid"
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
        title: the title of the record.
        noun: the kind of record, in Dutch.
        address: the permanent URL.
        version: the day of the last change, or None.
    """

    key: str
    title: str
    noun: str
    address: str
    version: date | None

    @property
    def plain(self):
        """Return the citation as a sentence."""
        parts = [AUTHOR, f"“{self.title}” ({self.noun})", _("Register of the work programmes")]
        if self.version:
            parts.append(_("version of %(day)s") % {"day": date_format(self.version)})
        return f"{', '.join(parts)}, {self.address} ({LICENCE_NAME})."

    @property
    def bibtex(self):
        """Return the citation as a BibTeX entry, in UTF-8."""
        fields = {
            "author": f"{{{AUTHOR}}}",
            "title": f"{{{tex(self.title)}}}",
            "howpublished": tex(f"{_('Register of the work programmes')}, {self.noun}"),
            "url": self.address,
            "note": f"{LICENCE_NAME}, {LICENCE}",
        }
        if self.version:
            fields |= {"year": str(self.version.year), "date": self.version.isoformat()}
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])


def citation(record, address):
    """Return the `Citation` of a record, for the URL of its page."""
    path = address.rstrip("/").split("/")
    return Citation(
        key="-".join(path[-2:]),
        title=str(record),
        noun=str(record.noun),
        address=address,
        version=changed_on(record),
    )


def tex(text):
    """Return a text on one line, with the special characters of TeX escaped."""
    return re.sub(r"\s+", " ", text.translate(TEX)).strip()
