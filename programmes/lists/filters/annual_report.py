from django.db.models import Q

from programmes.lists.filters.filterset import YearsFilterSet
from programmes.lists.filters.kinds import NEWEST, OLDEST, SortFilter
from programmes.lists.filters.searched import SearchedFilter
from programmes.models import SearchEntry


class AnnualReportFilter(YearsFilterSet):
    q = SearchedFilter(pk=SearchEntry.Kind.ANNUAL_REPORT)
    sorteer = SortFilter({"-jaar": (NEWEST, ["-year"]), "jaar": (OLDEST, ["year"])})

    @staticmethod
    def in_years(first, last):
        return Q(year__range=(first, last))
