import hashlib
import re

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from programmes.models.documents import document_field
from programmes.models.kamerstuk import NO_BREAK, WithKamerstuk
from programmes.models.origin import Origin
from programmes.models.prepared import prepared
from programmes.models.public_change import explained_part
from programmes.models.publication import Published
from programmes.models.record import Record, tracked
from programmes.models.scheduling import scheduled_along
from programmes.models.signatory import Signatory
from programmes.models.text import Line, Text, visible
from programmes.models.when import date_in_words, in_years

# The names of the relations to the documents that a letter can offer.
OFFERED = ("perspectives", "programmes", "adjustments", "annual_reports")


@tracked
class Letter(Origin, WithKamerstuk, Published):
    """A letter from the government to the House of Representatives.

    Rules: a kenmerk, and a Kamerstuk number, belong to one letter. A published letter has at least
    one of them, and an office that signs.
    """

    url_name = "letter-detail"
    required_to_publish = ("date",)

    reference = Line(
        _("reference (kenmerk)"),
        max_length=100,
        null=True,
        blank=True,
        help_text=_("The sender's own number, “Ons kenmerk”. Never “Uw kenmerk”."),
    )
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("The date at the head of the letter.")
    )
    place = Line(_("place"), max_length=100, blank=True)
    subject = Line(_("subject"), max_length=300, blank=True)
    recipient = Line(
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
    summary = Text(_("summary"), blank=True)
    file = document_field("brieven/")
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    text = Text(_("text as read"), blank=True)
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
            *in_years("date"),
            *WithKamerstuk.Meta.constraints,
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
            return f"{self.subject} ({date_in_words(self.date)})"
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
            day = date_in_words(self.date).replace(" ", NO_BREAK)
            name = _("Letter of %(day)s") % {"day": day}
        offered = [str(each) for each in self.documents()] if self.pk else []
        if not offered:
            return name
        documents = get_text_list(offered, _("and"))
        return _("%(letter)s with %(documents)s") % {"letter": name, "documents": documents}

    def clean(self):
        self.reference = " ".join((self.reference or "").split()) or None
        super().clean()

    def save(self, **kwargs):
        if not self.file:
            self.file_sha256 = ""
        elif not self.file._committed:
            self.file_sha256 = sha256_of(self.file)
        super().save(**kwargs)

    def readdress(self):
        """Empty the slug when the reference changed and the stored slug was made of the old one.

        Saving then makes the slug of the new reference.
        """
        stored = type(self).objects.get(pk=self.pk)
        follows = re.fullmatch(rf"{re.escape(stored.slug_stem())}(-\d+)?", stored.slug)
        if follows and self.slug == stored.slug and self.reference != stored.reference:
            self.slug = ""

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

    @cached_property
    def public_signatures(self):
        """Return the public `Signature`s, in order."""
        return signatures_of(self)

    def offers(self, documents):
        """Keep which of these public documents the letter offers: `documents` then asks nothing.

        Args:
            documents: all public documents, as a list for each name in `OFFERED`.
        """
        for name, records in zip(OFFERED, documents, strict=True):
            setattr(self, f"public_{name}", [one for one in records if one.letter_id == self.pk])

    def documents(self):
        """Return the public documents that this letter offers, of every kind."""
        if hasattr(self, f"public_{OFFERED[0]}"):
            return [document for name in OFFERED for document in getattr(self, f"public_{name}")]
        return [document for name in OFFERED for document in getattr(self, name).published()]

    def offered(self):
        """Return the documents that this letter offers, of every kind, drafts too."""
        return [document for name in OFFERED for document in getattr(self, name).all()]


def with_documents(letters):
    """Return a queryset of letters that load what they offer: `documents` then asks nothing."""
    kinds = {name: Letter._meta.get_field(name).related_model.objects for name in OFFERED}
    loaded = [Prefetch(each, kinds[each].published(), f"public_{each}") for each in OFFERED]
    return letters.prefetch_related(*loaded, "public_adjustments__programme")


@prepared()
def signatures_of(letter):
    """Return the public signatures of a letter, in order, with who signed."""
    public = Signature.objects.published().filter(letter=letter)
    return public.select_related("signatory").order_by("position", "pk")


@tracked
class Signature(Record):
    """An office that signs a letter, or on whose behalf it is sent, with the person if known."""

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
    office = Line(
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
        help_text=_("Empty when only the office is known."),
    )

    class Meta(Record.Meta):
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["letter", "position", "pk"]
        constraints = [
            *visible("office"),
            models.UniqueConstraint(
                fields=["letter", "capacity", "office", "signatory"],
                name="signature_once",
                nulls_distinct=False,
                violation_error_code="office",
                violation_error_message=_("This signature stands here already."),
            ),
        ]
        triggers = [
            explained_part("letter", "letter_id"),
            scheduled_along("letter", "letter_id", "signatory", "signatory_id"),
        ]

    def __str__(self):
        return f"{self.get_capacity_display()}: {self.office}"


def sha256_of(file):
    """Return the SHA-256 of an open or stored file in hexadecimal, and rewind the file."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
