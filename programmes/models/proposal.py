"""Changes that editors propose of what only publicists may change (decision 59)."""

from django.conf import settings
from django.core.files import File
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programmes.models.about import About, AboutQuerySet
from programmes.models.text import Text


class ProposalQuerySet(AboutQuerySet):
    def open(self):
        """Return the proposals that wait for a publicist."""
        return self.filter(decision="")

    def unsettled(self):
        """Return the proposals that wait for a publicist, or that their author can mend."""
        return self.filter(decision__in=["", Proposal.Decision.RETURNED])


class Proposal(About):
    """The input of a form by an editor, which a publicist stores or sends back.

    Nothing of it is in the register before that. Its version is in the input, as in that of every
    form: a proposal on an older version is merged like one.
    """

    class Decision(models.TextChoices):
        ACCEPTED = "overgenomen", _("accepted")
        RETURNED = "teruggestuurd", _("sent back")
        TAKEN_BACK = "teruggenomen", _("taken back")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="proposals"
    )
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)
    title = models.CharField(_("title"), max_length=500)
    screen = models.CharField(
        _("screen"), max_length=20, blank=True, help_text=_("Empty is the form of the record.")
    )
    data = models.JSONField(_("input"), help_text=_("The names of controls, with their values."))
    decision = models.CharField(_("decision"), max_length=20, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("decided by"),
        related_name="+",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    remark = Text(_("remark"), blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["pk"]
        indexes = [models.Index(fields=["noun", "record_id"], name="proposal_about_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_at=None)
                | ~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="proposal_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decision="teruggestuurd") | Q(remark__regex=r"\S"),
                name="proposal_is_sent_back_with_a_remark",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def reason(self):
        """The note for readers in the input, or ""."""
        return "".join(self.data.get("change_note", ()))

    def get_absolute_url(self):
        """Return the URL of its page in the administration."""
        return reverse(f"admin:programmes_{self.noun}_proposal", args=[self.record_id, self.pk])


class ProposalFile(models.Model):
    """A file in the input of a proposal; a copy of it becomes that of the record when accepted."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="files")
    control = models.CharField(_("name of the control"), max_length=200)
    name = models.CharField(_("name of the file"), max_length=255)
    file = models.FileField(_("file"), upload_to="voorstellen/", max_length=200)

    class Meta:
        verbose_name = _("file of a proposal")
        verbose_name_plural = _("files of proposals")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "control"], name="proposalfile_control_once"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the URL in the administration where it can be downloaded."""
        about = self.proposal
        return reverse(
            f"admin:programmes_{about.noun}_proposed_file", args=[about.record_id, self.pk]
        )

    def upload(self):
        """Return the file, open, with the name that it had when it was chosen."""
        return File(self.file.open(), name=self.name)
