from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.filterset import YearsFilterSet
from programmes.lists.filters.kinds import (
    BY_TITLE,
    BY_YEARS,
    NEWEST,
    OLDEST,
    RecordsFilter,
    SortFilter,
    overlaps,
)
from programmes.lists.filters.searched import SearchedFilter
from programmes.models import Perspective, SearchEntry


class PerspectiveFilter(YearsFilterSet):
    in_years = staticmethod(overlaps)
    q = SearchedFilter(pk=SearchEntry.Kind.PERSPECTIVE)
    sorteer = SortFilter(BY_YEARS)


class GoalFilter(YearsFilterSet):
    perspectief = RecordsFilter(Perspective, label=_("Perspective"), field_name="perspective")
    q = SearchedFilter(pk=SearchEntry.Kind.GOAL)
    sorteer = SortFilter(
        {
            "-jaar": (NEWEST, ["-perspective__first_year", "-perspective__last_year", "position"]),
            "jaar": (OLDEST, ["perspective__first_year", "perspective__last_year", "position"]),
            "titel": (BY_TITLE, [Lower("title")]),
        }
    )

    @staticmethod
    def in_years(first, last):
        return overlaps(first, last, "perspective__")
