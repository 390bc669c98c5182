from django.db.models import Q

from programmes.lists.filters.kinds import (
    NEWEST,
    OLDEST,
    SortFilter,
    WordsFilter,
    YearsFilterSet,
)


class AnnualReportFilter(YearsFilterSet):
    q = WordsFilter("title", "summary")
    sorteer = SortFilter({"-jaar": (NEWEST, ["-year"]), "jaar": (OLDEST, ["year"])})

    @staticmethod
    def in_years(first, last):
        return Q(year__range=(first, last))
