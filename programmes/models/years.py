"""A range of years, for programmes and perspectives."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST, LAST = 1990, 2100
NOT_A_YEAR = _("Give a year from %(first)s to %(last)s.") % {"first": FIRST, "last": LAST}


def year_field(name, **options):
    """Return a field for a year from 1990 to 2100, with the `options` of a field."""
    limits = [MinValueValidator(FIRST, NOT_A_YEAR), MaxValueValidator(LAST, NOT_A_YEAR)]
    return models.PositiveSmallIntegerField(name, validators=limits, **options)


class YearRange(models.Model):
    """A first and a last year, and the slug made of them: "2024" or "2018-2020".

    Rules: the last year is not before the first; no two records of a model have the same.
    """

    first_year = year_field(
        _("first year"), help_text=_("For one year, the first and the last year are the same.")
    )
    last_year = year_field(_("last year"))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year__lte=F("last_year")),
                name="%(class)s_years_in_order",
                violation_error_code="last_year",
                violation_error_message=_("The last year lies before the first year."),
            ),
            models.CheckConstraint(
                condition=Q(first_year__gte=FIRST, last_year__lte=LAST),
                name="%(class)s_years_in_range",
                violation_error_code="first_year",
                violation_error_message=_("Give years from 1990 to 2100."),
            ),
            models.UniqueConstraint(
                fields=["first_year", "last_year"],
                name="%(class)s_years_used_once",
                violation_error_code="first_year",
                violation_error_message=_("These years are in use already."),
            ),
            models.CheckConstraint(
                condition=Q(
                    slug=models.Case(
                        models.When(
                            first_year=F("last_year"),
                            then=Cast("first_year", models.CharField()),
                        ),
                        default=Concat(
                            Cast("first_year", models.CharField()),
                            Value("-"),
                            Cast("last_year", models.CharField()),
                        ),
                    )
                ),
                name="%(class)s_address_is_its_years",
                violation_error_message=_("The address has to be the years."),
            ),
        ]

    def save(self, **kwargs):
        self.slug = self.years
        super().save(**kwargs)

    def clean_fields(self, exclude=None):
        """Set the slug from the years before it is validated."""
        if self.first_year and self.last_year:
            self.slug = self.years
        super().clean_fields(exclude)

    @property
    def years(self):
        """The years as text: "2024" or "2018-2020"."""
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}-{self.last_year}"

    @property
    def is_over(self):
        """Whether the last year is over."""
        return self.last_year < timezone.localdate().year

    @property
    def has_begun(self):
        """Whether the first year has begun."""
        return self.first_year <= timezone.localdate().year
