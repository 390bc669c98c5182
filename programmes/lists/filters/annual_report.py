from django.db.models import Q

from programmes.lists.filters.kinds import (
    NEWEST,
    OLDEST,
    RegisterFilterSet,
    SortFilter,
    WordsFilter,
    YearFilter,
)


class AnnualReportFilter(RegisterFilterSet):
    jaar = YearFilter(lambda year: Q(year=year))
    q = WordsFilter("title", "summary")
    sorteer = SortFilter({"-jaar": (NEWEST, ["-year"]), "jaar": (OLDEST, ["year"])})
