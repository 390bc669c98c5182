from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programmes.models.publication import Published
from programmes.models.record import tracked
from programmes.models.text import Line, visible
from programmes.models.when import in_years


@tracked
class Signatory(Published):
    """A person in one office who signs letters to the House; in another office, another row."""

    url_name = "signatory-detail"
    required_to_publish = ("office",)

    name = Line(_("name"), max_length=200, help_text=_("As it stands under a letter, with titles."))
    office = Line(
        _("office"),
        max_length=200,
        blank=True,
        help_text=_("Without “De”, such as Minister van Financiën."),
    )
    in_office_from = models.DateField(_("in office from"), null=True, blank=True)
    in_office_until = models.DateField(_("in office until"), null=True, blank=True)

    class Meta(Published.Meta):
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["name", "pk"]
        constraints = [
            *Published.Meta.constraints,
            *visible("name"),
            *in_years("in_office_from", "in_office_until"),
            models.CheckConstraint(
                condition=Q(in_office_from__lte=F("in_office_until")),
                name="signatory_office_dates_in_order",
                violation_error_code="in_office_until",
                violation_error_message=_("The end of the office lies before its beginning."),
            ),
            models.UniqueConstraint(
                fields=["name", "office"],
                name="signatory_once",
                violation_error_code="name",
                violation_error_message=_("This signatory with this office exists already."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def in_office(self):
        """The office and its years, such as "Minister van Financiën, 2022–2024"; "" if unknown."""
        days = (self.in_office_from, self.in_office_until)
        years = "–".join(str(day.year) if day else "" for day in days) if any(days) else ""
        return ", ".join(filter(None, [self.office, years]))
