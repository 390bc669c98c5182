import hashlib
import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from programmes.models.documents import document_field
from programmes.models.public_change import explained_part
from programmes.models.publication import Published
from programmes.models.record import Record, tracked
from programmes.models.signatory import Signatory

NO_BREAK = "\u00a0"


@tracked
class Letter(Published):
    """A letter from the government to the House of Representatives.

    Rules: a kenmerk, and a Kamerstuk number, belong to one letter. A published letter has at least
    one of them, and somebody who signs.
    """

    url_name = "letter-detail"
    required_to_publish = ("date", "recipient")

    reference = models.CharField(
        _("reference (kenmerk)"),
        max_length=100,
        null=True,
        blank=True,
        help_text=_("The sender's own number, “Ons kenmerk”. Never “Uw kenmerk”."),
    )
    kamerstuk_dossier = models.CharField(
        _("Kamerstuk: dossier"),
        max_length=6,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{4,6}$", _("Give digits only, such as 34775."))],
        help_text=_("The digits only: of 34 775 VI, nr. 21 that is 34775."),
    )
    kamerstuk_suffix = models.CharField(
        _("Kamerstuk: suffix"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]+$", _("Give capitals only, such as VI."))],
        help_text=_("The chapter in capitals: of 34 775 VI, nr. 21 that is VI. It can be empty."),
    )
    kamerstuk_number = models.CharField(
        _("Kamerstuk: number"),
        max_length=10,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[0-9A-Z]+$", _("Give a number, or letters such as AI."))],
        help_text=_("Of 34 775 VI, nr. 21 that is 21. The Senate uses letters."),
    )
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("The date at the head of the letter.")
    )
    place = models.CharField(_("place"), max_length=100, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    recipient = models.CharField(
        _("recipient"),
        max_length=200,
        blank=True,
        help_text=_(
            "The office written to, without “Aan de”: Voorzitter van de Tweede Kamer der "
            "Staten-Generaal."
        ),
    )
    attachment_count = models.PositiveSmallIntegerField(
        _("number of attachments"),
        null=True,
        blank=True,
        help_text=_("The number at “Bijlagen”; 0 when the letter says none, empty if unknown."),
    )
    summary = models.TextField(_("summary"), blank=True)
    file = document_field("brieven/")
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    text = models.TextField(_("text as read"), blank=True)
    url = models.URLField(
        _("address at the source"),
        max_length=500,
        blank=True,
        help_text=_("The page where the letter itself stands."),
    )

    class Meta(Published.Meta):
        verbose_name = _("letter to the House")
        verbose_name_plural = _("letters to the House")
        ordering = ["-date", "-pk"]
        constraints = [
            *Published.Meta.constraints,
            models.UniqueConstraint(
                fields=["reference"],
                name="letter_reference_once",
                violation_error_code="reference",
                violation_error_message=_("A letter with this reference exists already."),
            ),
            models.UniqueConstraint(
                fields=["kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number"],
                name="letter_kamerstuk_once",
                violation_error_code="kamerstuk_number",
                violation_error_message=_("A letter with this Kamerstuk number exists already."),
            ),
            models.CheckConstraint(
                condition=Q(kamerstuk_dossier=None, kamerstuk_number=None, kamerstuk_suffix="")
                | Q(kamerstuk_dossier__isnull=False, kamerstuk_number__isnull=False),
                name="letter_kamerstuk_whole",
                violation_error_code="kamerstuk_number",
                violation_error_message=_("Give dossier and number of the Kamerstuk, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(reference=None) | Q(reference__regex=r"^\S.*\S$|^\S$"),
                name="letter_reference_not_blank",
                violation_error_code="reference",
                violation_error_message=_("A reference does not begin or end with a space."),
            ),
        ]

    def __str__(self):
        if self.reference or self.kamerstuk:
            return f"{self.name} ({self.reference or self.citation})"
        if self.subject and self.date:
            return f"{self.subject} ({date_format(self.date)})"
        return self.name

    @property
    def name(self):
        """The subject, or else the date and the public documents that the letter offers.

        The documents take a query for each kind. A Kamerstuk prints no subject.
        """
        if self.subject:
            return self.subject
        name = str(_("Letter"))
        if self.date:
            day = date_format(self.date).replace(" ", NO_BREAK)
            name = _("Letter of %(day)s") % {"day": day}
        offered = [str(each) for each in self.documents()] if self.pk else []
        if not offered:
            return name
        documents = get_text_list(offered, _("and"))
        return _("%(letter)s with %(documents)s") % {"letter": name, "documents": documents}

    def clean(self):
        self.reference = " ".join((self.reference or "").split()) or None
        self.kamerstuk_dossier = self.kamerstuk_dossier or None
        self.kamerstuk_number = self.kamerstuk_number or None
        super().clean()

    def save(self, **kwargs):
        if not self.file:
            self.file_sha256 = ""
        elif not self.file._committed:
            self.file_sha256 = sha256_of(self.file)
        super().save(**kwargs)

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
        parts = (self.kamerstuk_dossier, self.kamerstuk_suffix, self.kamerstuk_number)
        return "-".join(["kst", *filter(None, parts)]) if self.kamerstuk_dossier else ""

    @property
    def official_url(self):
        """The address of the Kamerstuk at officielebekendmakingen.nl, or ""."""
        key = self.kamerstuk_key
        return f"https://zoek.officielebekendmakingen.nl/{key}.html" if key else ""

    def slug_text(self):
        dated = " ".join(filter(None, [self.date and str(self.date), self.subject]))
        return self.reference or self.kamerstuk_key or dated or "brief"

    def missing(self):
        missing = super().missing()
        if not (self.reference or self.kamerstuk_dossier):
            missing.append(str(_("reference or Kamerstuk number")))
        if not self.pk or not self.signatures.filter(capacity=Signature.Capacity.SIGNS).exists():
            missing.append(str(_("somebody who signs")))
        return missing

    def goes_public_with(self):
        return [each.signatory for each in self.signatures.all() if each.signatory]

    def documents(self):
        """Return the public documents that this letter offers, of every kind."""
        offered = (self.perspectives, self.programmes, self.adjustments, self.annual_reports)
        return [document for documents in offered for document in documents.published()]


@tracked
class Signature(Record):
    """A person who signs a letter, or an office on whose behalf it is sent.

    Rule: of a signature the person is known; of an office on whose behalf it is sent, perhaps not.
    """

    class Capacity(models.TextChoices):
        SIGNS = "ondertekent", _("signs")
        ON_BEHALF_OF = "mede_namens", _("on behalf of")

    public_with = ("letter__",)

    letter = models.ForeignKey(
        Letter, models.CASCADE, verbose_name=_("letter to the House"), related_name="signatures"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    capacity = models.CharField(
        _("capacity"), max_length=20, choices=Capacity.choices, default=Capacity.SIGNS
    )
    office = models.CharField(
        _("office as printed"),
        max_length=200,
        help_text=_("As it stands in the letter, without “De” or “de”."),
    )
    signatory = models.ForeignKey(
        Signatory,
        models.PROTECT,
        verbose_name=_("signatory"),
        related_name="signatures",
        null=True,
        blank=True,
        help_text=_("May be unknown for an office on whose behalf the letter is sent."),
    )

    class Meta(Record.Meta):
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["letter", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity="mede_namens") | Q(signatory__isnull=False),
                name="signature_signer_is_known",
                violation_error_code="signatory",
                violation_error_message=_("Choose who signs the letter."),
            ),
            models.UniqueConstraint(
                fields=["letter", "capacity", "office", "signatory"],
                name="signature_once",
                nulls_distinct=False,
                violation_error_code="office",
                violation_error_message=_("This signature stands here already."),
            ),
        ]
        triggers = [explained_part("letter", "letter_id")]

    def __str__(self):
        return f"{self.get_capacity_display()}: {self.office}"


def kamerstuk_of(key):
    """Return the Kamerstuk number of an identifier such as "kst-34775-VI-21", as printed."""
    _kst, dossier, *suffix, number = key.split("-")
    return kamerstuk(dossier, "".join(suffix), number)


def kamerstuk(dossier, suffix, number):
    """Return a Kamerstuk number as the House prints it, "34 775 VI, nr. 21", in no-break spaces.

    Source: the headings of Kamerstukken at officielebekendmakingen.nl.
    """
    spaced = re.sub(r"(?<=\d)(?=(\d{3})+$)", " ", dossier)
    heading = " ".join(filter(None, [spaced, suffix]))
    return f"{heading}, nr. {number}".replace(" ", NO_BREAK)


def sha256_of(file):
    """Return the SHA-256 of an open or stored file in hexadecimal, and rewind the file."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
