"""The number of a document of the House (Kamerstuk): dossier, suffix and number.

Source: the headings of Kamerstukken at officielebekendmakingen.nl.
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.models.text import Line

NO_BREAK = "\u00a0"
# 34 775 VI, nr. 21 and 34775-VI-21, kst-34775-VI-21 and 34775VI21; the chapter can be absent or in
# brackets.
WRITTEN = re.compile(
    r"""(?<![^\W_])(?:kst[\s-]*)?
        (?P<dossier>\d{2}[ .\u00a0]?\d{3})
        (?:[\s,-]*\[?(?P<suffix>[IVXLC]+[A-Z]?)\]?(?=[\s,-]|(?:nr\.?\s*)?\d))?
        (?:[\s,-]+|(?<=[^\W\d_])(?=nr|\d))(?:nr\.?\s*)?
        (?P<number>\d{1,4}|[A-Z]{1,3})
        (?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)


# The fields of a Kamerstuk number.
PARTS = ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number")


class WithKamerstuk(models.Model):
    """A row with the number of a Kamerstuk. Rule: it has a dossier and a number, or neither."""

    kamerstuk_dossier = Line(
        _("Kamerstuk: dossier"),
        max_length=6,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{4,6}$", _("Give digits only, such as 34775."))],
        help_text=_("The digits only: of 34 775 VI, nr. 21 that is 34775."),
    )
    kamerstuk_suffix = Line(
        _("Kamerstuk: suffix"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]+$", _("Give capitals only, such as VI."))],
        help_text=_("The chapter in capitals: of 34 775 VI, nr. 21 that is VI. It can be empty."),
    )
    kamerstuk_number = Line(
        _("Kamerstuk: number"),
        max_length=10,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[0-9A-Z]+$", _("Give a number, or letters such as AI."))],
        help_text=_("Of 34 775 VI, nr. 21 that is 21. The Senate uses letters."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(kamerstuk_dossier=None, kamerstuk_number=None, kamerstuk_suffix="")
                | Q(kamerstuk_dossier__isnull=False, kamerstuk_number__isnull=False),
                name="%(class)s_kamerstuk_whole",
                violation_error_code="kamerstuk_number",
                violation_error_message=_("Give dossier and number of the Kamerstuk, or neither."),
            ),
        ]

    def clean(self):
        self.kamerstuk_dossier = self.kamerstuk_dossier or None
        self.kamerstuk_number = self.kamerstuk_number or None
        super().clean()

    @property
    def kamerstuk(self):
        """The Kamerstuk number as the House prints it, "34 775 VI, nr. 21", or ""."""
        parts = (self.kamerstuk_dossier, self.kamerstuk_suffix, self.kamerstuk_number)
        return kamerstuk(*parts) if self.kamerstuk_dossier else ""

    @property
    def citation(self):
        """The Kamerstuk as cited in a text, "Kamerstuk 34 775 VI, nr. 21", or ""."""
        return f"Kamerstuk{NO_BREAK}{self.kamerstuk}" if self.kamerstuk else ""

    @property
    def kamerstuk_key(self):
        """The identifier of the Kamerstuk in addresses, "kst-34775-VI-21", or ""."""
        return key_of(self.kamerstuk_dossier, self.kamerstuk_suffix, self.kamerstuk_number)

    @property
    def official_url(self):
        """The address of the Kamerstuk at officielebekendmakingen.nl, or ""."""
        key = self.kamerstuk_key
        return f"https://zoek.officielebekendmakingen.nl/{key}.html" if key else ""


def key_of(dossier, suffix, number):
    """Return the identifier of a Kamerstuk in addresses, "kst-34775-VI-21", or ""."""
    return "-".join(["kst", *filter(None, (dossier, suffix, number))]) if dossier else ""


def kamerstuk_of(key):
    """Return the Kamerstuk number of an identifier such as "kst-34775-VI-21", as printed."""
    _kst, dossier, *suffix, number = key.split("-")
    return kamerstuk(dossier, "".join(suffix), number)


def kamerstuk(dossier, suffix, number):
    """Return a Kamerstuk number as the House prints it, "34 775 VI, nr. 21", in no-break spaces."""
    spaced = re.sub(r"(?<=\d)(?=(\d{3})+$)", " ", dossier)
    heading = " ".join(filter(None, [spaced, suffix]))
    return f"{heading}, nr. {number}".replace(" ", NO_BREAK)


def kamerstukken(text):
    """Return (dossier, suffix, number) of each Kamerstuk in a text, in any spelling."""
    return [
        (
            re.sub(r"\D", "", found["dossier"]),
            (found["suffix"] or "").upper(),
            found["number"].upper(),
        )
        for found in WRITTEN.finditer(text)
    ]


def parts_of(text):
    """Return (dossier, suffix, number) of the one Kamerstuk in a text; of "" (None, "", None).

    Raises:
        ValidationError: when it names no Kamerstuk, or several.
    """
    if not text.strip():
        return None, "", None
    found = set(kamerstukken(text))
    if len(found) != 1:
        raise ValidationError(_("Write a Kamerstuk as 34 775 VI, nr. 21."))
    return found.pop()
