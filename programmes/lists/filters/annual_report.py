from django.db.models import Q

from programmes.lists.filters.filterset import YearsFilterSet
from programmes.lists.filters.kinds import NEWEST, OLDEST, SortFilter
from programmes.lists.filters.words import WordsFilter


class AnnualReportFilter(YearsFilterSet):
    q = WordsFilter("title", "summary")
    sorteer = SortFilter({"-jaar": (NEWEST, ["-year"]), "jaar": (OLDEST, ["year"])})

    @staticmethod
    def in_years(first, last):
        return Q(year__range=(first, last))
