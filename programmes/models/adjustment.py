from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.models.documents import OfferedDocument
from programmes.models.origin import Origin
from programmes.models.programme import WorkProgramme
from programmes.models.publication import Published
from programmes.models.record import tracked
from programmes.models.scheduling import not_before
from programmes.models.text import Text
from programmes.models.when import date_in_words, in_years


@tracked
class Adjustment(Origin, OfferedDocument):
    """A change of a programme during its year, reported to the House (Aanwijzing 10).

    Its changes are events, and plannings for activities it adds; they are public only when the
    adjustment is (decision 28).
    """

    class Reason(models.TextChoices):
        TOPICAL = "actualiteit", _("current events")
        RISK = "risico_inschatting", _("risk assessment")
        INCIDENT = "incident", _("incident")
        OTHER = "overig", _("other")

    url_name = "adjustment-detail"
    required_to_publish = ("date", "reason", "explanation")
    public_after = "programme"

    programme = models.ForeignKey(WorkProgramme, models.PROTECT, verbose_name=_("work programme"))
    date = models.DateField(_("date"), null=True, blank=True)
    reason = models.CharField(
        _("reason"), max_length=20, choices=Reason.choices, null=True, blank=True
    )
    explanation = Text(
        _("explanation"), blank=True, help_text=_("What changes, and why, in plain words.")
    )

    class Meta(OfferedDocument.Meta):
        verbose_name = _("adjustment")
        verbose_name_plural = _("adjustments")
        default_related_name = "adjustments"
        ordering = [models.F("date").desc(nulls_last=True), "-pk"]
        constraints = [*OfferedDocument.Meta.constraints, *in_years("date")]
        triggers = [
            *Published.Meta.triggers,
            not_before(
                "workprogramme",
                "programme_id",
                "Maak eerst het werkprogramma openbaar, of plan het eerder in.",
            ),
        ]

    def __str__(self):
        name = f"{self._meta.verbose_name} {self.programme.years}"
        return f"{name} ({date_in_words(self.date)})" if self.date else name

    def slug_text(self):
        day = self.date or ""
        return f"{self.programme.years} {day}"
