import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from programmes.models.documents import OfferedDocument, document_field
from programmes.models.publication import Published
from programmes.models.record import tracked
from programmes.models.text import Line, Text
from programmes.models.when import in_years
from programmes.models.years import FIRST, LAST, year_field

YEAR = Cast("year", models.CharField())
FIRST_DAY = Func(F("year"), 1, 1, function="make_date", output_field=models.DateField())


@tracked
class AnnualReport(OfferedDocument):
    """The account of a year: how supervision was done and what came of it (Aanwijzing 11).

    Rules: one a year, with the year as its slug, and one of each predecessor, whose slug begins
    with the year; it appears in or after that year, and reports only on goals of a perspective that
    covers it.
    """

    url_name = "annual-report-detail"
    address_field = "year"
    required_to_publish = ("title", "summary")

    year = year_field(
        _("year"),
        help_text=_("The year reported on, not the year of publication."),
    )
    predecessor = Line(
        _("predecessor"),
        max_length=200,
        blank=True,
        help_text=_("The earlier inspectorate that reports; empty for the Inspectie itself."),
    )
    title = Line(_("title"), max_length=200, blank=True)
    published_on = models.DateField(_("on the site of the Inspectie on"), null=True, blank=True)
    summary = Text(_("summary"), blank=True)
    file = document_field("jaarberichten/")

    class Meta(OfferedDocument.Meta):
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        default_related_name = "annual_reports"
        ordering = ["-year"]
        constraints = [
            *OfferedDocument.Meta.constraints,
            *in_years("published_on"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST, year__lte=LAST),
                name="annualreport_year_in_range",
                violation_error_code="year",
                violation_error_message=_("Give a year from 1990 to 2100."),
            ),
            models.UniqueConstraint(
                fields=["year", "predecessor"],
                name="annualreport_once",
                violation_error_code="year",
                violation_error_message=_("There is an annual report of this year already."),
            ),
            models.CheckConstraint(
                condition=Q(slug=YEAR)
                | ~Q(predecessor="") & Q(slug__startswith=Concat(YEAR, Value("-"))),
                name="annualreport_address_is_its_year",
                violation_error_message=_("The address has to be the year."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__gte=FIRST_DAY),
                name="annualreport_published_after_year",
                violation_error_code="published_on",
                violation_error_message=_("A report does not appear before its year."),
            ),
            models.CheckConstraint(
                condition=Q(offered_on__gte=FIRST_DAY),
                name="annualreport_offered_after_year",
                violation_error_code="offered_on",
                violation_error_message=_("A report is not offered before its year."),
            ),
        ]
        triggers = [
            *Published.Meta.triggers,
            pgtrigger.Trigger(
                name="year_holds_results",
                operation=pgtrigger.UpdateOf("year"),
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (
                        SELECT FROM programmes_goalresult AS result
                        JOIN programmes_goal AS goal ON goal.id = result.goal_id
                        JOIN programmes_perspective AS frame ON frame.id = goal.perspective_id
                        WHERE result.report_id = NEW.id
                            AND NEW.year NOT BETWEEN frame.first_year AND frame.last_year
                    ) THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE =
                            'Dit jaarbericht heeft resultaten van doelen die dat jaar niet golden.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.title or f"{self._meta.verbose_name} {self.year}"

    def clean(self):
        super().clean()
        if not (self.pk and self.year):
            return
        covering = {
            "goal__perspective__first_year__lte": self.year,
            "goal__perspective__last_year__gte": self.year,
        }
        if self.results.exclude(**covering).exists():
            message = _("This report has results of goals that were not in force in that year.")
            raise ValidationError({"year": message})

    def clean_fields(self, exclude=None):
        """Set the slug from the year before it is validated."""
        if self.year:
            self.slug = self.slug_of_year
        super().clean_fields(exclude)

    def save(self, **kwargs):
        self.slug = self.slug_of_year
        super().save(**kwargs)

    @property
    def slug_of_year(self):
        """The slug that goes with its year: of a predecessor its own, if that does."""
        year = str(self.year)
        if not self.predecessor:
            return year
        if self.slug.partition("-")[0] == year:
            return self.slug
        return slugify(f"{year} {self.predecessor}")[:100].strip("-")
