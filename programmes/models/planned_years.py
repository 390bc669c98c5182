"""The years that an activity is planned for.

Rule: the years that the words of its planning name ("start in 2018", "2018-2019"), as far as they
are in the programme; without such a year, all years of the programme.
"""

from django.db.models import Case, F, Func, PositiveSmallIntegerField, Q, Value, When
from django.db.models.functions import Cast, Greatest, Least

YEAR = r"\m((?:19|20)\d\d)\M"


def with_years(plannings):
    """Annotate plannings with `from_year` and `to_year`."""
    first, last = F("programme__first_year"), F("programme__last_year")
    named = plannings.alias(first_named=named_year(YEAR), last_named=named_year(f".*{YEAR}"))
    inside = Q(first_named__lte=last, last_named__gte=first)
    return named.annotate(
        from_year=Case(When(inside, then=Greatest("first_named", first)), default=first),
        to_year=Case(When(inside, then=Least("last_named", last)), default=last),
    )


def named_year(pattern):
    """Return the expression for the year that `pattern` finds in `planned_for`, or null."""
    found = Func(F("planned_for"), Value(pattern), function="substring")
    return Cast(found, PositiveSmallIntegerField())
