import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.models.letter import Letter


class IncomingLetterQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(facts__isnull=True)

    def to_process(self):
        """Return the files that no `Letter` has been made of yet."""
        return self.filter(letter=None)


class IncomingLetter(models.Model):
    """An uploaded letter, from which staff make a `Letter`; never public.

    Rule: the file never changes after upload.
    """

    class Sort(models.TextChoices):
        PDF = "pdf", _("PDF")
        WORD = "word", _("Word document")
        TEXT = "text", _("text")

    file = models.FileField(_("file"), upload_to="ingekomen/", max_length=200)
    name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(
        _("SHA-256 of the file"),
        max_length=64,
        unique=True,
        error_messages={"unique": _("This file came in before.")},
    )
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("received by"),
        null=True,
        blank=True,
    )
    sort = models.CharField(_("sort of file"), max_length=10, choices=Sort.choices, blank=True)
    pages = ArrayField(
        models.TextField(),
        verbose_name=_("text of the pages"),
        default=list,
        blank=True,
        help_text=_("As read; empty for a scan."),
    )
    facts = models.JSONField(
        _("facts"),
        null=True,
        editable=False,
        help_text=_("As parsed when the file was read, with the words they were read from."),
    )
    error = models.CharField(_("why it cannot be read"), max_length=20, blank=True)
    letter = models.OneToOneField(
        Letter,
        models.SET_NULL,
        verbose_name=_("letter to the House"),
        related_name="incoming",
        null=True,
        blank=True,
    )

    objects = IncomingLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("incoming letter")
        verbose_name_plural = _("incoming letters")
        ordering = ["-received_at", "-pk"]
        triggers = [
            pgtrigger.Trigger(
                name="original_is_kept",
                operation=pgtrigger.UpdateOf("file", "sha256"),
                when=pgtrigger.Before,
                func="""
                    IF NEW.file IS DISTINCT FROM OLD.file OR NEW.sha256 IS DISTINCT FROM OLD.sha256
                    THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Een ingekomen bestand blijft zoals het is.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_read(self):
        return self.facts is not None
